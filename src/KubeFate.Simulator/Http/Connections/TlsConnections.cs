using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace KubeFate.Simulator.Http.Connections;

/// <summary>
/// Takes TLS on the port of plain HTTP, told apart by the first byte. Clients made with Go's client library send credentials over TLS alone
/// (client-go@v0.31 tools/clientcmd/client_config.go: "only try to read the auth information if we are secure").
/// </summary>
internal sealed class TlsConnections(ServerCertificate certificate)
{
    private const byte Handshake = 0x16;

    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (!await BeginsWithHandshakeAsync(connection.Transport.Input, connection.ConnectionClosed))
        {
            await next(connection);
            return;
        }

        var plain = connection.Transport;
        await using var tls = new SslStream(new PipeStream(plain));
        try
        {
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = certificate.Get() }, connection.ConnectionClosed);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException or OperationCanceledException)
        {
            // A client that does not trust the certificate hangs up in the middle; it tells its user itself.
            return;
        }

        connection.Features.Set<ITlsConnectionFeature>(new Secured());
        connection.Transport = new Duplex(PipeReader.Create(tls), PipeWriter.Create(tls));
        await next(connection);
        connection.Transport = plain;
    }

    private static async Task<bool> BeginsWithHandshakeAsync(PipeReader input, CancellationToken cancellationToken)
    {
        ReadResult read;
        try
        {
            read = await input.ReadAsync(cancellationToken);
        }
        catch (Exception gone) when (gone is ConnectionAbortedException or ConnectionResetException or OperationCanceledException)
        {
            return false;
        }

        var begins = !read.Buffer.IsEmpty && read.Buffer.FirstSpan[0] == Handshake;
        input.AdvanceTo(read.Buffer.Start);
        return begins;
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class Secured : ITlsConnectionFeature
    {
        public X509Certificate2? ClientCertificate { get; set; }

        public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) => Task.FromResult(ClientCertificate);
    }
}
