using System.Text;
using System.Text.Json;
using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KubeFate.Service.Jobs;

/// <summary>
/// Events as server-sent events. Through a long silence a comment passes every 15 seconds: proxies cut what they take for dead, most
/// after a minute, and a client that left is noticed by it.
/// </summary>
internal sealed class JobEventAnswer(Func<CancellationToken, IAsyncEnumerable<JobEvent>> events, TimeProvider time, CancellationToken stopping) : IResult
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache,no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // nginx would hold events back
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        await using var reader = events(ending.Token).GetAsyncEnumerator(ending.Token);
        var next = reader.MoveNextAsync().AsTask();
        try
        {
            while (await HasNextAsync(next, response, ending.Token))
            {
                var e = reader.Current;
                await WriteAsync(response, $"event: {e.Type}\ndata: {JsonSerializer.Serialize(e, WireJson.Default.JobEvent)}\nid: {e.Number}\n\n", ending.Token);
                next = reader.MoveNextAsync().AsTask();
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // A client that left and a service that stops both end the stream without fuss; the client comes back with the last number.
        }
        finally
        {
            await ending.CancelAsync();
            await next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task<bool> HasNextAsync(Task<bool> next, HttpResponse response, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await next.WaitAsync(Silence, time, cancellationToken);
            }
            catch (TimeoutException) when (!next.IsCompleted)
            {
                await WriteAsync(response, ": still here\n\n", cancellationToken);
            }
        }
    }

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
