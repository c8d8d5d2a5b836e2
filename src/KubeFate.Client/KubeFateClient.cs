using KubeFate.Client.Audit;
using KubeFate.Client.Charts;
using KubeFate.Client.Clusters;
using KubeFate.Client.Jobs;
using KubeFate.Client.Logs;
using KubeFate.Client.Namespaces;
using KubeFate.Client.Support;
using KubeFate.Client.Tokens;
using KubeFate.Client.Users;
using KubeFate.Client.Wire;

namespace KubeFate.Client;

/// <summary>The /v1 interface, typed. Every failure is a <see cref="KubeFateClientException"/>.</summary>
public sealed class KubeFateClient : IDisposable
{
    private readonly ServiceTransport transport;

    /// <summary>A client for one service. The handler is for tests and tracing; null makes the usual one.</summary>
    public KubeFateClient(ServiceConnection connection, ITokenCache tokens, TimeProvider time, HttpMessageHandler? handler = null)
    {
        transport = new ServiceTransport(connection, tokens, time, handler);
        Clusters = new ClusterClient(transport);
        Jobs = new JobClient(transport, time);
        Charts = new ChartClient(transport);
        Users = new UserClient(transport);
        Tokens = new TokenClient(transport);
        Audit = new AuditClient(transport);
        Logs = new LogClient(transport);
        Namespaces = new NamespaceClient(transport);
        Support = new SupportClient(transport);
    }

    public ClusterClient Clusters { get; }

    public JobClient Jobs { get; }

    public ChartClient Charts { get; }

    public UserClient Users { get; }

    public TokenClient Tokens { get; }

    public AuditClient Audit { get; }

    public LogClient Logs { get; }

    public NamespaceClient Namespaces { get; }

    public SupportClient Support { get; }

    public Task<VersionResponse> GetVersionAsync(CancellationToken cancellationToken) =>
        transport.SendAsync(Call.Get("v1/version"), WireJson.Default.VersionResponse, cancellationToken);

    /// <summary>The usual handler, for those who wrap it.</summary>
    public static HttpMessageHandler CreateHandler() => ServiceTransport.CreateHandler();

    public void Dispose() => transport.Dispose();
}
