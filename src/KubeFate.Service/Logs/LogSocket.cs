using System.Net.WebSockets;
using System.Text;
using KubeFate.Kubernetes;
using KubeFate.Service.Hosting;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Logs;

/// <summary>Sends lines over a WebSocket: a text frame a line, with its line feed, and no frame without one.</summary>
internal sealed class LogSocket(WebSocket socket)
{
    // A close frame has room for so many bytes of reason.
    private const int LongestReason = 123;

    // A client that does not answer a close is not waited for longer.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Refuses a page of another site. A browser sends the cookie along with a WebSocket whoever opens it, and asks no permission as it does
    /// for other calls; a token in the header or the query is proof enough that the caller knows it.
    /// </summary>
    public static void RefuseOtherSites(HttpRequest request)
    {
        var hasToken = request.Headers.Authorization.Count > 0 || request.Query["token"].Count > 0;
        if (hasToken || request.Headers.Origin.ToString() is not { Length: > 0 } origin) return;
        if (Uri.TryCreate(origin, UriKind.Absolute, out var site) && string.Equals(site.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)) return;
        throw new ServiceException("forbidden", $"the cookie is not taken from a page of {origin}: send the token in the header Authorization", StatusCodes.Status403Forbidden);
    }

    /// <summary>Sends until the lines end, the client leaves or the service stops; then closes the socket.</summary>
    public async Task SendAsync(Func<CancellationToken, IAsyncEnumerable<string>> open, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var leaving = ReceiveAsync(ending);
        var (status, reason) = await SendAllAsync(open(ending.Token), ending.Token);
        await CloseAsync(status, reason);
        await Task.WhenAny(leaving, Task.Delay(Farewell, TimeProvider.System, CancellationToken.None));
    }

    private async Task<(WebSocketCloseStatus Status, string Reason)> SendAllAsync(IAsyncEnumerable<string> lines, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var line in lines.WithCancellation(cancellationToken))
                await socket.SendAsync(Encoding.UTF8.GetBytes(line + "\n"), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            return (WebSocketCloseStatus.NormalClosure, "");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (WebSocketCloseStatus.EndpointUnavailable, "");
        }
        catch (WebSocketException)
        {
            return (WebSocketCloseStatus.Empty, ""); // The client went without a word.
        }
        catch (KubernetesException failure)
        {
            return (WebSocketCloseStatus.InternalServerError, failure.Message);
        }
    }

    // Somebody has to read, or neither a close nor the answer to a ping is ever seen. What the client says is passed over.
    private async Task ReceiveAsync(CancellationTokenSource ending)
    {
        var buffer = new byte[256];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None)).MessageType != WebSocketMessageType.Close)
            {
            }

            await ending.CancelAsync();
        }
        catch (WebSocketException)
        {
            await ending.CancelAsync(); // Gone without a word.
        }
        catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
        {
            // Nobody waits for a client that did not answer our close.
        }
    }

    private async Task CloseAsync(WebSocketCloseStatus status, string reason)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        using var limit = new CancellationTokenSource(Farewell);
        try
        {
            await socket.CloseOutputAsync(socket.State == WebSocketState.CloseReceived ? WebSocketCloseStatus.NormalClosure : status, Cut(reason), limit.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or OperationCanceledException)
        {
            // It is gone anyway.
        }
    }

    private static string Cut(string reason)
    {
        while (Encoding.UTF8.GetByteCount(reason) > LongestReason) reason = reason[..^1];
        return reason;
    }
}
