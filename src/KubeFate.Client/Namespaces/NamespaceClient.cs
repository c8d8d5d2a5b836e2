using KubeFate.Client.Wire;

namespace KubeFate.Client.Namespaces;

/// <summary><c>/v1/namespace</c>.</summary>
public sealed class NamespaceClient
{
    private readonly ServiceTransport transport;

    internal NamespaceClient(ServiceTransport transport) => this.transport = transport;

    public async Task<IReadOnlyList<NamespaceResponse>> ListAsync(CancellationToken cancellationToken) =>
        (await transport.SendAsync(Call.Get("v1/namespace/"), WireJson.Default.EnvelopeIReadOnlyListNamespaceResponse, cancellationToken)).Data;
}
