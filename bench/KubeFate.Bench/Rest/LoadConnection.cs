using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KubeFate.Bench.Rest;

/// <summary>What a connection got.</summary>
internal sealed record LoadCount(long Answers, long Wrong);

/// <summary>One connection of the loader: reads just as much of HTTP as tells where an answer ends.</summary>
internal static class LoadConnection
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] LastChunk = "\r\n0\r\n\r\n"u8.ToArray();

    public static async Task<LoadCount> RunAsync(int port, byte[] request, CancellationToken cancellationToken)
    {
        var (answers, wrong) = (0L, 0L);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            var buffer = new byte[512 * 1024];
            while (true)
            {
                await socket.SendAsync(request, cancellationToken);
                var status = await ReceiveAsync(socket, buffer, cancellationToken);
                answers++;
                if (status is not (200 or 304)) wrong++;
            }
        }
        catch (OperationCanceledException)
        {
            return new LoadCount(answers, wrong);
        }
    }

    /// <summary>Reads one answer; the rest of the buffer is not needed, since nothing is sent ahead.</summary>
    private static async Task<int> ReceiveAsync(Socket socket, byte[] buffer, CancellationToken cancellationToken)
    {
        var (held, head) = (0, -1);
        while (head < 0)
        {
            held += await MoreAsync(socket, buffer.AsMemory(held), cancellationToken);
            head = buffer.AsSpan(0, held).IndexOf(HeadEnd);
        }

        var text = Encoding.ASCII.GetString(buffer, 0, head);
        var status = int.Parse(text.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
        if (status == 304) return status;
        if (LengthOf(text) is { } length)
        {
            for (long left = head + 4 + length - held; left > 0;) left -= await MoreAsync(socket, buffer, cancellationToken);
            return status;
        }

        while (!buffer.AsSpan(0, held).EndsWith(LastChunk))
        {
            // The end may be cut in two: its beginning is kept.
            var tail = Math.Min(held, LastChunk.Length);
            if (held > buffer.Length / 2)
            {
                buffer.AsSpan(held - tail, tail).CopyTo(buffer);
                held = tail;
            }

            held += await MoreAsync(socket, buffer.AsMemory(held), cancellationToken);
        }

        return status;
    }

    private static long? LengthOf(string head)
    {
        const string name = "\r\nContent-Length: ";
        var at = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var value = head.AsSpan(at + name.Length);
        var end = value.IndexOf('\r');
        return long.Parse(end < 0 ? value : value[..end], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async ValueTask<int> MoreAsync(Socket socket, Memory<byte> buffer, CancellationToken cancellationToken) =>
        await socket.ReceiveAsync(buffer, cancellationToken) is > 0 and var got ? got : throw new IOException("the server closed the connection");
}
