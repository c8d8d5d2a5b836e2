using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace KubeFate.Acceptance.Tests.Chaos;

/// <summary>A door before a server: shut, it refuses connections and breaks those that stand, as if the server were gone; the server itself lives on.</summary>
internal sealed class TcpGate : IAsyncDisposable
{
    private readonly int target;
    private readonly ConcurrentDictionary<Socket, bool> open = new();
    private readonly CancellationTokenSource ending = new();
    private TcpListener listener;
    private Task accepting;

    public TcpGate(int target)
    {
        this.target = target;
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync(listener);
    }

    /// <summary>Where it listens, before and after it was shut.</summary>
    public int Port { get; }

    public async Task ShutAsync()
    {
        listener.Stop();
        await accepting;
        foreach (var socket in open.Keys) socket.Close(0); // With a reset, as a dead machine's kernel would answer.
    }

    public void Open()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        accepting = AcceptAsync(listener);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await ShutAsync();
        ending.Dispose();
    }

    private async Task AcceptAsync(TcpListener door)
    {
        while (true)
        {
            try
            {
                _ = JoinAsync(await door.AcceptSocketAsync(ending.Token));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task JoinAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        open[client] = open[server] = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, target, ending.Token);
            await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Shut, or the server hung up.
        }
        finally
        {
            open.TryRemove(client, out _);
            open.TryRemove(server, out _);
            client.Close();
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count) await to.SendAsync(buffer.AsMemory(0, count));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The other direction ends with it.
        }
    }
}
