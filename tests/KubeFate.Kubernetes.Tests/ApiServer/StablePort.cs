using System.Net;
using System.Net.Sockets;

namespace KubeFate.Kubernetes.Tests.ApiServer;

/// <summary>
/// Ports for servers that stop and come back: below those that the system hands out (32768 and up on Linux), so that no connection of another
/// test takes the port while its server is away.
/// </summary>
internal static class StablePort
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
