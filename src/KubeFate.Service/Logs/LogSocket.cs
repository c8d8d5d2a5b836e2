using System.Net.WebSockets;
using System.Text;
using KubeFate.Kubernetes;

namespace KubeFate.Service.Logs;

/// <summary>Sends lines over a WebSocket: a text frame a line, with its line feed, and no frame without one.</summary>
/// <param name="socket">The accepted socket.</param>
/// <param name="findEnd">Why the caller may no longer have it; null when it may.</param>
internal sealed class LogSocket(WebSocket socket, Func<string?> findEnd)
{
    // A close frame has room for so many bytes of reason.
    private const int LongestReason = 123;

    // A client that does not answer a close is not waited for longer.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

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
            return findEnd() is { } reason ? (WebSocketCloseStatus.PolicyViolation, reason + "; sign in again") : (WebSocketCloseStatus.EndpointUnavailable, "");
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
