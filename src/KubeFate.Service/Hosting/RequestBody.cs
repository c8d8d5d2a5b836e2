using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Hosting;

/// <summary>Reads a JSON body whatever its content type says: the original does not look at it, and old clients leave it out.</summary>
internal static class RequestBody
{
    /// <summary>The body. Throws <see cref="ServiceException"/> with status 400 when it is empty, <c>null</c> or not such an object.</summary>
    public static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, cancellationToken)
                ?? throw Invalid("the body is null; a JSON object is needed");
        }
        catch (JsonException failure)
        {
            throw Invalid(request.ContentLength == 0 ? "the body is empty; a JSON object is needed" : Explain(failure));
        }
    }

    private static string Explain(JsonException failure) => failure.Path is { Length: > 2 } path
        ? $"the body is not as expected at {path[2..]}: {failure.Message.Split(" Path:")[0]}"
        : $"the body is not valid JSON: {failure.Message.Split(" Path:")[0]}";

    private static ServiceException Invalid(string message) => new("request_invalid", message, StatusCodes.Status400BadRequest);
}
