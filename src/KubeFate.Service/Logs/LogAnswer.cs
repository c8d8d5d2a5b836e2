using System.Buffers;
using System.Text;
using System.Text.Json;
using KubeFate.Kubernetes;
using KubeFate.Service.Users.Streams;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Logs;

/// <summary>Writes lines as they come; a log of any length takes a few kilobytes of memory.</summary>
internal static class LogAnswer
{
    private const int FlushAt = 32 * 1024;

    /// <summary><c>{"data":"line\nline\n","msg":"getClusterLog Success"}</c>. A failure before the first line is thrown, so that it can be answered.</summary>
    public static async Task WriteJsonAsync(HttpResponse response, IAsyncEnumerable<string> lines, CancellationToken cancellationToken)
    {
        await using var reader = lines.GetAsyncEnumerator(cancellationToken);
        var hasLine = await reader.MoveNextAsync();
        response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WritePropertyName("data");
        for (; hasLine; hasLine = await reader.MoveNextAsync())
        {
            json.WriteStringValueSegment(reader.Current, isFinalSegment: false);
            json.WriteStringValueSegment("\n", isFinalSegment: false);
            if (json.BytesPending + response.BodyWriter.UnflushedBytes < FlushAt) continue;
            await json.FlushAsync(cancellationToken);
            await response.BodyWriter.FlushAsync(cancellationToken);
        }

        json.WriteStringValueSegment("", isFinalSegment: true);
        json.WriteString("msg", "getClusterLog Success");
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    /// <summary>One line after the other, sent when no more are at hand. Followed, the answer begins before the first.</summary>
    public static async Task WriteTextAsync(HttpResponse response, IAsyncEnumerable<string> lines, bool atOnce, CancellationToken cancellationToken)
    {
        var body = response.BodyWriter;
        await using var reader = lines.GetAsyncEnumerator(cancellationToken);
        try
        {
#pragma warning disable CA2012 // Each step is awaited once, later: only then is it known whether more lines are at hand.
            var next = reader.MoveNextAsync();
            if (!atOnce) next = new ValueTask<bool>(await next);
            response.ContentType = "text/plain; charset=utf-8";
            response.Headers.CacheControl = "no-store";
            response.Headers.XContentTypeOptions = "nosniff";
            // A proxy that gathers the answer would hold the lines back.
            response.Headers["X-Accel-Buffering"] = "no";
            await response.StartAsync(cancellationToken);
            while (true)
            {
                if (!next.IsCompleted || body.UnflushedBytes > FlushAt) await body.FlushAsync(cancellationToken);
                if (!await next) return;
                Encoding.UTF8.GetBytes(reader.Current.AsSpan(), body);
                body.Write("\n"u8);
                next = reader.MoveNextAsync();
#pragma warning restore CA2012
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The client left, or the service stops: the answer ends here. A caller who may not read on is told so.
            if (response.HttpContext.FindStreamEnd() is { } reason && response.HasStarted) await response.WriteAsync(LogText.Ended(reason) + "\n", CancellationToken.None);
        }
        catch (KubernetesException failure) when (response.HasStarted)
        {
            await response.WriteAsync(LogText.Broken(failure) + "\n", cancellationToken);
        }
    }
}
