using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace KubeFate.Service.Hosting.Conditional;

/// <summary>An answer as it was sent: its headers, its body in UTF-8, and the body compressed once somebody asked for that.</summary>
internal sealed class KeptAnswer(string tag, byte[] body, KeyValuePair<string, StringValues>[] headers)
{
    // Of the length and the encoding, which are each answer's own. The server adds the date.
    private static readonly string[] Own = [HeaderNames.ContentLength, HeaderNames.ContentEncoding, HeaderNames.TransferEncoding, HeaderNames.Date, HeaderNames.ContentType];

    private byte[]? compressed;

    /// <summary>What it may come to cost in memory: the compressed body is never longer.</summary>
    public long Cost => (2L * body.Length) + 1024;

    /// <summary>The answer that is about to be sent.</summary>
    public static KeptAnswer Of(HttpResponse response, string tag, byte[] body) =>
        new(tag, body, [.. response.Headers.Where(header => !Own.Contains(header.Key, StringComparer.OrdinalIgnoreCase))]) { ContentType = response.ContentType };

    /// <summary>The type of the body.</summary>
    public required string? ContentType { get; init; }

    /// <summary>Sends it, or 304 to who has it already.</summary>
    public async Task SendAsync(HttpContext context)
    {
        var response = context.Response;
        foreach (var (name, value) in headers) response.Headers[name] = value;
        if (EntityTags.AreKnown(context.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var bytes = body;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (AcceptedEncoding.TakesGzip(context.Request.Headers.AcceptEncoding))
        {
            bytes = compressed ??= Compress(body);
            response.Headers.ContentEncoding = "gzip";
        }

        response.ContentType = ContentType;
        response.ContentLength = bytes.Length;
        // Whoever hangs up is noticed by the server: no failure of ours.
        await response.BodyWriter.WriteAsync(bytes, CancellationToken.None);
    }

    private static byte[] Compress(byte[] body)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal)) gzip.Write(body);
        return output.ToArray();
    }
}
