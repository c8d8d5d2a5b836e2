using System.Globalization;
using KubeFate.Simulator.Authorization;
using KubeFate.Simulator.Schemas.Decoding;
using KubeFate.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Simulator.Http;

/// <summary>One request as the handlers read it.</summary>
internal sealed class ApiRequest(HttpContext http, RequestTarget target, Identity user)
{
    /// <summary>Who sends it, or whom the sender acts for.</summary>
    public Identity User { get; } = user;

    public HttpContext Http { get; } = http;

    public RequestTarget Target { get; } = target;

    /// <summary>The type that the path names, in which the client speaks.</summary>
    public ResourceType Served => Target.Type;

    /// <summary>The type that the objects are stored as; the same, but for a kind that is served in several versions.</summary>
    public ResourceType Type => Target.Type.Stored;

    public AcceptHeader Accept { get; } = AcceptHeader.Parse(http.Request.Headers.Accept);

    public bool IsDryRun { get; } = http.Request.Query["dryRun"].ToString() switch
    {
        "" => false,
        "All" => true,
        var other => throw ApiFailure.BadRequest($"dryRun: Unsupported value: \"{other}\": supported values: \"All\""),
    };

    /// <summary>Who writes: the named manager, else the first word of the User-Agent, as a real server takes it.</summary>
    public string FieldManager =>
        Query("fieldManager") ?? Http.Request.Headers.UserAgent.ToString().Split('/')[0] switch { "" => "unknown", var agent => agent };

    public FieldValidation FieldValidation { get; } = http.Request.Query["fieldValidation"].ToString() switch
    {
        "" or "Warn" => FieldValidation.Warn,
        "Strict" => FieldValidation.Strict,
        "Ignore" => FieldValidation.Ignore,
        var other => throw ApiFailure.BadRequest(
            $"fieldValidation: Unsupported value: \"{other}\": supported values: \"Ignore\", \"Strict\", \"Warn\""),
    };

    /// <summary>A query value; null when missing or empty.</summary>
    public string? Query(string name) => Http.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>Whether a switch such as <c>watch</c> is on: a client may write true, 1 or the bare name.</summary>
    public bool IsOn(string name) =>
        Http.Request.Query.TryGetValue(name, out var value) && value.ToString() is not ("false" or "0" or "False");

    /// <exception cref="ApiFailure">400 when it is no whole number.</exception>
    public long? Number(string name)
    {
        if (Query(name) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        throw ApiFailure.BadRequest($"unable to decode query parameters: {name}: \"{text}\" is not a number");
    }

    /// <summary>Adds a Warning header, which kubectl and helm print.</summary>
    public void Warn(string text) =>
        Http.Response.Headers.Append("Warning", $"299 - \"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
}
