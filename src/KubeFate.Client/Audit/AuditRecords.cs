using System.Text.Json.Serialization;

namespace KubeFate.Client.Audit;

/// <summary>One entry of the audit log.</summary>
public sealed record AuditResponse
{
    [JsonPropertyName("id")]
    public required long Id { get; init; }

    [JsonPropertyName("time")]
    public required DateTimeOffset Time { get; init; }

    /// <summary>Who; empty when nobody had signed in.</summary>
    [JsonPropertyName("username")]
    public required string Username { get; init; }

    /// <summary>What, such as <c>cluster.install</c>, <c>user.login</c>.</summary>
    [JsonPropertyName("action")]
    public required string Action { get; init; }

    /// <summary>On what, such as a cluster's uuid; empty when it has none.</summary>
    [JsonPropertyName("target")]
    public required string Target { get; init; }

    /// <summary>The target's name, such as <c>fate-9999/fate-9999</c> (namespace and name); empty when it has none.</summary>
    [JsonPropertyName("target_name")]
    public required string TargetName { get; init; }

    /// <summary><c>accepted</c>, <c>refused</c> or <c>failed</c>.</summary>
    [JsonPropertyName("outcome")]
    public required string Outcome { get; init; }

    /// <summary>The HTTP status answered.</summary>
    [JsonPropertyName("status")]
    public required int Status { get; init; }

    /// <summary>What else there is to say: the job that was made, the reason of a refusal.</summary>
    [JsonPropertyName("detail")]
    public required string Detail { get; init; }

    /// <summary>From where: the address of the caller.</summary>
    [JsonPropertyName("remote")]
    public required string Remote { get; init; }
}

/// <summary>Which entries to list, newest first. <see cref="ListQuery.Limit"/> is 100 when it is not set.</summary>
public sealed record AuditQuery : ListQuery
{
    public string? Username { get; init; }

    /// <summary>An action, or the front of one: <c>cluster</c> finds <c>cluster.install</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The uuid or the name of what it was done to.</summary>
    public string? Target { get; init; }

    public string? Outcome { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }
}
