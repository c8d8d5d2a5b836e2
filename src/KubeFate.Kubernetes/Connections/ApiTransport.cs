using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using k8s;

namespace KubeFate.Kubernetes.Connections;

/// <summary>
/// The HTTP side of a connection. Ours and not the library's, so that requests are never throttled, a watch outlives any client timeout, a
/// dead peer is noticed within a minute (keep-alive on HTTP/2 and on TCP), and a certificate for another host name is refused.
/// </summary>
internal static class ApiTransport
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    public static HttpClient Create(ConnectionSettings settings)
    {
        var config = settings.Config;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),

            // A watch that is left has no end to wait for.
            MaxResponseDrainSize = 0,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
            UseCookies = false,
        };
        if (settings.Proxy is { } proxy) handler.Proxy = new WebProxy(proxy);
        ConfigureTls(handler.SslOptions, config);

        var address = config.Host.EndsWith('/') ? config.Host : config.Host + "/";
        return new HttpClient(handler) { BaseAddress = new Uri(address), Timeout = Timeout.InfiniteTimeSpan };
    }

    private static void ConfigureTls(SslClientAuthenticationOptions tls, KubernetesClientConfiguration config)
    {
        if (ClientCertificate(config) is { } certificate) tls.ClientCertificates = [certificate];

        if (config.SkipTlsVerify)
        {
#pragma warning disable CA5359, MA0039 // The kubeconfig asks for it by name: insecure-skip-tls-verify.
            tls.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359, MA0039
        }
        else if (config.SslCaCerts is { Count: > 0 } authorities)
        {
            tls.CertificateChainPolicy = new X509ChainPolicy
            {
                RevocationMode = X509RevocationMode.NoCheck,
                TrustMode = X509ChainTrustMode.CustomRootTrust,
            };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }
    }

    private static X509Certificate2? ClientCertificate(KubernetesClientConfiguration config)
    {
        var certificate = Pem(config.ClientCertificateData, config.ClientCertificateFilePath);
        var key = Pem(config.ClientCertificateKeyData, config.ClientKeyFilePath);
        if (certificate is null || key is null) return null;

        // Windows cannot sign in with a key that lives in memory only.
        var loaded = X509Certificate2.CreateFromPem(certificate, key);
        return OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(loaded.Export(X509ContentType.Pfx), password: null) : loaded;
    }

    private static string? Pem(string? base64, string? file) =>
        !string.IsNullOrEmpty(base64) ? System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(base64))
        : !string.IsNullOrEmpty(file) ? File.ReadAllText(file)
        : null;

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
