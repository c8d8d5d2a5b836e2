using System.Net;
using KubeFate.Simulator.Http.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace KubeFate.Simulator.Http;

/// <summary>
/// Kestrel on the loopback address, HTTP and TLS on one port, without a host around it: the process that a trial runs in has a host of its own, and
/// two of them would both answer its signals.
/// </summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly KestrelServer server;
    private readonly CancellationTokenSource stopping = new();

    private ApiServer(KestrelServer server, Uri address)
    {
        this.server = server;
        Address = address;
    }

    public Uri Address { get; }

    /// <param name="port">0 takes any free port.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ApiServer> StartAsync(int port, SimulatedCluster cluster, CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        // Bodies that are too large are refused where they are read, in the words of a real server.
        options.Limits.MaxRequestBodySize = null;
        var tls = new TlsConnections(cluster.Certificate);
        options.Listen(IPAddress.Loopback, port, listening => listening.Use(next => connection => tls.RunAsync(connection, next)));
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        var application = new Application(new ApiDispatcher(cluster));
        try
        {
            await server.StartAsync(application, cancellationToken);
        }
        catch
        {
            server.Dispose();
            throw;
        }

        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var started = new ApiServer(server, new Uri(address));
        application.Stopping = started.stopping.Token;
        return started;
    }

    /// <summary>Ends open watches, lets running requests finish for a moment, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await server.StopAsync(patience.Token);
        server.Dispose();
        stopping.Dispose();
    }

    private sealed class Application(ApiDispatcher dispatcher) : IHttpApplication<HttpContext>
    {
        public CancellationToken Stopping { get; set; }

        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public async Task ProcessRequestAsync(HttpContext context)
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, Stopping);
            await dispatcher.AnswerAsync(context, ending.Token);
        }

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
