using KubeFate.Client.Wire;

namespace KubeFate.Client.Audit;

/// <summary><c>/v1/audit</c>.</summary>
public sealed class AuditClient
{
    private readonly ServiceTransport transport;

    internal AuditClient(ServiceTransport transport) => this.transport = transport;

    public async Task<IReadOnlyList<AuditResponse>> ListAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        var path = new QueryText("v1/audit").Add("username", query.Username).Add("action", query.Action).Add("target", query.Target)
            .Add("outcome", query.Outcome).Add("since", query.Since).Add("until", query.Until).Add(query);
        return (await transport.SendAsync(Call.Get(path.ToString()), WireJson.Default.EnvelopeIReadOnlyListAuditResponse, cancellationToken)).Data;
    }
}
