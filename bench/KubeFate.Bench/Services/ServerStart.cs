using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KubeFate.Bench.Processes;

namespace KubeFate.Bench.Services;

/// <summary>Waits until a server accepts connections.</summary>
internal static class ServerStart
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Knocks at its port until it opens. Throws when the server ended, or did not open within a minute.</summary>
    public static async Task WaitAsync(RunningProgram program, int port, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await AcceptsAsync(port, cancellationToken))
        {
            program.MustRun();
            if (Stopwatch.GetElapsedTime(began) > Limit) throw new InvalidOperationException($"nothing listens on port {port} after {Limit.TotalSeconds} s");
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<bool> AcceptsAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
