using KubeFate.Simulator.Authorization;
using KubeFate.Simulator.Authorization.Tokens;
using KubeFate.Simulator.Http.Connections;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http;

/// <summary>What the handlers answer from.</summary>
/// <param name="Version">As <c>/version</c> tells it, such as <c>v1.31.0+kubefate-simulator</c>.</param>
internal sealed record SimulatedCluster(ObjectStore Store, ServedTypes Types, PodLogs Logs, TimeProvider Time, string Version)
{
    /// <summary>Who may do what.</summary>
    public Authorizer Authorizer { get; } = new(Store);

    /// <summary>What it shows those who come over TLS.</summary>
    public ServerCertificate Certificate { get; } = new(Store, Time);

    /// <summary>The tokens of service accounts.</summary>
    public AccountTokens Tokens { get; } = new(Store, Time);
}
