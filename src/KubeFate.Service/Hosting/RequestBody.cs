using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Hosting;

/// <summary>Reads a JSON body whatever its content type says: the original does not look at it, and old clients leave it out.</summary>
internal static class RequestBody
{
    /// <summary>The body. Throws <see cref="ServiceException"/> with status 400 when it is empty, <c>null</c> or not such an object, with the place and the cure.</summary>
    public static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        var body = await ReadAllAsync(request, cancellationToken);
        if (body.Length == 0) throw Invalid("the body is empty; a JSON object is needed");
        if (JsonText.FindFault(body.Span) is { } fault) throw Invalid("the body is not valid: " + fault);
        try
        {
            return JsonSerializer.Deserialize(body.Span, type) ?? throw Invalid("the body is null; a JSON object is needed");
        }
        catch (JsonException failure)
        {
            throw Invalid(Explain(failure));
        }
    }

    /// <summary>The whole body; the server limits its length.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadAllAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream(request.ContentLength is { } length and < int.MaxValue ? (int)Math.Min(length, 64 * 1024) : 0);
        await request.Body.CopyToAsync(whole, cancellationToken);
        return whole.GetBuffer().AsMemory(0, (int)whole.Length);
    }

    private static string Explain(JsonException failure)
    {
        var (reason, place) = (failure.Message.Split(" Path:")[0], JsonText.Place(failure));
        return failure.Path is { Length: > 2 } path
            ? $"the body is not as expected at {path[2..]} ({place}): {reason}"
            : $"the body is not valid JSON ({place}): {reason}";
    }

    private static ServiceException Invalid(string message) => new("request_invalid", message, StatusCodes.Status400BadRequest);
}
