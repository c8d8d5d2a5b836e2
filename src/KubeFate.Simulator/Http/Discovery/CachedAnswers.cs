using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Simulator.Http.Discovery;

/// <summary>Answers that only change with the served types, kept as bytes with their ETag.</summary>
internal sealed class CachedAnswers(ServedTypes types)
{
    private readonly ConcurrentDictionary<(int Edition, string Key), (byte[] Body, string Tag)> kept = new();

    public static byte[] Json(JsonObject answer) => JsonSerializer.SerializeToUtf8Bytes<JsonNode>(answer, JsonText.Options);

    /// <summary>Sends the answer, or 304 when the client has it.</summary>
    public async Task SendAsync(
        HttpContext http, string key, string contentType, Func<IReadOnlyList<ResourceType>, byte[]> make, CancellationToken cancellationToken)
    {
        var (body, tag) = Get(key, make);
        http.Response.Headers.ETag = $"\"{tag}\"";
        http.Response.Headers.Vary = "Accept";
        http.Response.Headers.CacheControl = "public";
        if (http.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            http.Response.StatusCode = 304;
            return;
        }

        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, cancellationToken);
    }

    private (byte[] Body, string Tag) Get(string key, Func<IReadOnlyList<ResourceType>, byte[]> make)
    {
        var edition = types.Edition;
        foreach (var old in kept.Keys.Where(entry => entry.Edition < edition)) kept.TryRemove(old, out _);
        return kept.GetOrAdd((edition, key), _ =>
        {
            var body = make(types.All);
            return (body, Convert.ToHexString(SHA256.HashData(body), 0, 16));
        });
    }
}
