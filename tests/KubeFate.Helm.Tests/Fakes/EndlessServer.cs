using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KubeFate.Helm.Tests.Fakes;

/// <summary>A chart repository on a bare socket whose archive never ends, and which knows how much of it was taken.</summary>
internal sealed class EndlessServer : IDisposable
{
    private const string Index = "apiVersion: v1\nentries: { demo: [{ name: demo, version: 1.0.0, urls: [demo.tgz] }] }\n";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly long? said;

    /// <param name="said">The Content-Length that it tells; null for none.</param>
    public EndlessServer(long? said)
    {
        this.said = said;
        listener.Start();
    }

    public Uri Address => new($"http://{listener.LocalEndpoint}/");

    /// <summary>Serves the index, then the archive until the caller has had enough; answers how many bytes of it were taken.</summary>
    public async Task<long> ServeAsync(CancellationToken cancellationToken)
    {
        using (var index = await AcceptAsync(cancellationToken))
            await index.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {Index.Length}\r\n\r\n{Index}"), cancellationToken);
        using var archive = await AcceptAsync(cancellationToken);
        await archive.SendAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nConnection: close\r\n{(said is null ? "" : $"Content-Length: {said}\r\n")}\r\n"), cancellationToken);
        var block = new byte[64 * 1024];
        for (long sent = 0; ;)
        {
            try
            {
                sent += await archive.SendAsync(block, cancellationToken);
            }
            catch (SocketException)
            {
                return sent;
            }
        }
    }

    public void Dispose() => listener.Dispose();

    private async Task<Socket> AcceptAsync(CancellationToken cancellationToken)
    {
        var socket = await listener.AcceptSocketAsync(cancellationToken);
        await socket.ReceiveAsync(new byte[8192], cancellationToken);
        return socket;
    }
}
