using System.Net;
using System.Net.Sockets;

namespace KubeFate.Testing;

/// <summary>
/// Ports for servers that are told theirs before they start, or that stop and come back: below those that the system hands out (32768 and up on Linux), so that
/// no connection and no listener of another test takes the port while nobody holds it.
/// </summary>
public static class FreePort
{
    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var probe = new TcpListener(IPAddress.Loopback, port);
            try
            {
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: try another.
            }
        }
    }
}
