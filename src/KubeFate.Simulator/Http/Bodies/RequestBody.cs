using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Protobuf;
using KubeFate.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Simulator.Http.Bodies;

/// <summary>Reads a request's body by its Content-Type: JSON, YAML, or the protobuf that helm 4 and kubectl send for a few kinds.</summary>
internal static class RequestBody
{
    // The limit of a real server, also for what a patch makes of an object. helm's release records run into it.
    private const int LargestBody = 3 * 1024 * 1024;

    public const string Protobuf = "application/vnd.kubernetes.protobuf";

    /// <summary>The media type without its parameters; JSON when none is named.</summary>
    public static string MediaType(HttpRequest request) =>
        request.ContentType?.Split(';')[0].Trim() is { Length: > 0 } type ? type : "application/json";

    /// <summary>The body as an object.</summary>
    /// <exception cref="ApiFailure">400 when it is none, 415 when its type is not read here.</exception>
    public static async Task<ReadBody> ReadObjectAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(request, cancellationToken);
        return body.Content is JsonObject ? body : throw ApiFailure.BadRequest("the request's body must be an object");
    }

    /// <summary>The body; its content is null when there is none.</summary>
    /// <exception cref="ApiFailure">413 when it is too large, 415 when its type is not read here.</exception>
    public static async Task<ReadBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var bytes = await BytesAsync(request.Body, cancellationToken);
        if (bytes.Length == 0) return new(null, []);
        return MediaType(request) switch
        {
            "application/json" or "application/json-patch+json" => JsonBody.Read(bytes),
            "application/merge-patch+json" or "application/strategic-merge-patch+json" => JsonBody.Read(bytes),
            "application/yaml" or "application/apply-patch+yaml" when IsJson(bytes) => JsonBody.Read(bytes),
            "application/yaml" or "application/apply-patch+yaml" => YamlBody.Read(Encoding.UTF8.GetString(bytes)),
            Protobuf => new(ProtobufEnvelope.Read(bytes), []),
            var other => throw ApiFailure.UnsupportedMediaType(
                $"the body of the request was in an unknown format ({other}) - accepted media types include: "
                + $"application/json, application/yaml, {Protobuf}"),
        };
    }

    // What is too large is read to its end before it is refused: a client that still writes would see a broken connection, not the answer.
    private static async Task<byte[]> BytesAsync(Stream body, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[64 * 1024];
        while (await body.ReadAsync(chunk, cancellationToken) is var count and > 0)
        {
            if (buffer.Length <= LargestBody) buffer.Write(chunk, 0, count);
        }

        return buffer.Length <= LargestBody ? buffer.ToArray() : throw ApiFailure.TooLarge(LargestBody);
    }

    // helm and kubectl send JSON text as apply-patch+yaml; the YAML reader would be the slow way to read it.
    private static bool IsJson(byte[] bytes) =>
        Array.Find(bytes, letter => letter is not ((byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r')) == (byte)'{';
}
