using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Simulator.Http;

/// <summary>Writes JSON answers.</summary>
internal static class JsonResponse
{
    public static readonly JsonWriterOptions WriterOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static Task WriteAsync(HttpContext http, int code, JsonNode body, CancellationToken cancellationToken) =>
        WriteAsync(http, code, writer => body.WriteTo(writer), cancellationToken);

    public static async Task WriteAsync(HttpContext http, int code, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-cache, private";
        await using (var writer = new Utf8JsonWriter(http.Response.BodyWriter, WriterOptions)) write(writer);
        await http.Response.BodyWriter.FlushAsync(cancellationToken);
    }
}
