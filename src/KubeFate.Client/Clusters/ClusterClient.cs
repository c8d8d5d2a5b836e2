using System.Text.Json.Serialization.Metadata;
using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;

namespace KubeFate.Client.Clusters;

/// <summary><c>/v1/cluster</c>.</summary>
public sealed class ClusterClient
{
    private readonly ServiceTransport transport;

    internal ClusterClient(ServiceTransport transport) => this.transport = transport;

    /// <summary>
    /// Starts an install; the answer is its job, still to be done. The same <paramref name="idempotencyKey"/> with the same request answers
    /// the same job again, so that a call whose answer was lost can be repeated.
    /// </summary>
    public Task<JobResponse> InstallAsync(ClusterRequest request, string? idempotencyKey, CancellationToken cancellationToken) =>
        StartAsync(Call.Post("v1/cluster", request, WireJson.Default.ClusterRequest), idempotencyKey, cancellationToken);

    /// <summary>Starts an update to a new spec or chart version; the answer is its job.</summary>
    public Task<JobResponse> UpdateAsync(ClusterRequest request, string? idempotencyKey, CancellationToken cancellationToken) =>
        StartAsync(Call.Put("v1/cluster", request, WireJson.Default.ClusterRequest), idempotencyKey, cancellationToken);

    /// <summary>Starts a delete; the answer is its job.</summary>
    public Task<JobResponse> DeleteAsync(string uuid, CancellationToken cancellationToken) =>
        StartAsync(Call.Delete(Path(uuid)), null, cancellationToken);

    /// <summary>The values and manifests that an install or update would make, and what is wrong with them. Changes nothing.</summary>
    public Task<RenderResponse> RenderAsync(ClusterRequest request, CancellationToken cancellationToken) =>
        DataAsync(Call.Post("v1/cluster/render", request, WireJson.Default.ClusterRequest), WireJson.Default.EnvelopeRenderResponse, cancellationToken);

    public Task<IReadOnlyList<ClusterResponse>> ListAsync(ClusterQuery query, CancellationToken cancellationToken)
    {
        var path = new QueryText("v1/cluster/").Add("all", query.All).Add("name", query.Name).Add("namespace", query.Namespace)
            .Add("status", query.Status).Add("chart_name", query.ChartName).Add(query);
        return DataAsync(Call.Get(path.ToString()), WireJson.Default.EnvelopeIReadOnlyListClusterResponse, cancellationToken);
    }

    public Task<ClusterResponse> GetAsync(string uuid, CancellationToken cancellationToken) =>
        DataAsync(Call.Get(Path(uuid)), WireJson.Default.EnvelopeClusterResponse, cancellationToken);

    /// <summary>How the parts stand right now, and why those wait that are not ready.</summary>
    public Task<ClusterStatusResponse> GetStatusAsync(string uuid, CancellationToken cancellationToken) =>
        DataAsync(Call.Get(Path(uuid) + "/status"), WireJson.Default.EnvelopeClusterStatusResponse, cancellationToken);

    private Task<JobResponse> StartAsync(Call call, string? idempotencyKey, CancellationToken cancellationToken) =>
        DataAsync(idempotencyKey is null ? call : call with { Prepare = headers => headers.Add("Idempotency-Key", idempotencyKey) },
            WireJson.Default.EnvelopeJobResponse, cancellationToken);

    private async Task<T> DataAsync<T>(Call call, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellationToken) =>
        (await transport.SendAsync(call, type, cancellationToken)).Data;

    private static string Path(string uuid) => "v1/cluster/" + Uri.EscapeDataString(uuid);
}
