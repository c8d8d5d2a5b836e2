using System.Text.Json.Serialization.Metadata;
using KubeFate.Client.Clusters;
using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;

namespace KubeFate.Client;

/// <summary>The /v1 interface, typed. Every failure is a <see cref="KubeFateClientException"/>.</summary>
public sealed class KubeFateClient : IDisposable
{
    private readonly ServiceTransport transport;
    private readonly JobEventStream events;

    /// <summary>A client for one service. The handler is for tests and tracing; null makes the usual one.</summary>
    public KubeFateClient(ServiceConnection connection, ITokenCache tokens, TimeProvider time, HttpMessageHandler? handler = null)
    {
        transport = new ServiceTransport(connection, tokens, time, handler);
        events = new JobEventStream(transport, time);
    }

    public Task<VersionResponse> GetVersionAsync(CancellationToken cancellationToken) =>
        transport.SendAsync(HttpMethod.Get, "v1/version", body: null, WireJson.Default.VersionResponse, cancellationToken);

    /// <summary>Starts an install; the answer is its job, still to be done.</summary>
    public Task<JobResponse> InstallClusterAsync(ClusterRequest request, CancellationToken cancellationToken) =>
        DataAsync(HttpMethod.Post, "v1/cluster", request, WireJson.Default.EnvelopeJobResponse, cancellationToken);

    /// <summary>The clusters, the deleted ones too when <paramref name="all"/>.</summary>
    public Task<IReadOnlyList<ClusterResponse>> ListClustersAsync(bool all, CancellationToken cancellationToken) =>
        DataAsync(HttpMethod.Get, all ? "v1/cluster/?all=true" : "v1/cluster/", null, WireJson.Default.EnvelopeIReadOnlyListClusterResponse, cancellationToken);

    public Task<ClusterResponse> GetClusterAsync(string uuid, CancellationToken cancellationToken) =>
        DataAsync(HttpMethod.Get, "v1/cluster/" + Uri.EscapeDataString(uuid), null, WireJson.Default.EnvelopeClusterResponse, cancellationToken);

    /// <summary>Starts a delete; the answer is its job.</summary>
    public Task<JobResponse> DeleteClusterAsync(string uuid, CancellationToken cancellationToken) =>
        DataAsync(HttpMethod.Delete, "v1/cluster/" + Uri.EscapeDataString(uuid), null, WireJson.Default.EnvelopeJobResponse, cancellationToken);

    public Task<IReadOnlyList<JobResponse>> ListJobsAsync(CancellationToken cancellationToken) =>
        DataAsync(HttpMethod.Get, "v1/job/", null, WireJson.Default.EnvelopeIReadOnlyListJobResponse, cancellationToken);

    public Task<JobResponse> GetJobAsync(string uuid, CancellationToken cancellationToken) =>
        DataAsync(HttpMethod.Get, "v1/job/" + Uri.EscapeDataString(uuid), null, WireJson.Default.EnvelopeJobResponse, cancellationToken);

    /// <summary>
    /// The job's events after the given number (0: all), live until its <c>end</c>. A connection that breaks is taken up again where it
    /// broke; nothing is seen twice or missed.
    /// </summary>
    public IAsyncEnumerable<JobEvent> WatchJobAsync(string uuid, long after, CancellationToken cancellationToken) =>
        events.FollowAsync(uuid, after, cancellationToken);

    public void Dispose() => transport.Dispose();

    private async Task<T> DataAsync<T>(
        HttpMethod method, string path, ClusterRequest? body, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellationToken) =>
        (await transport.SendAsync(method, path, body, type, cancellationToken)).Data;
}
