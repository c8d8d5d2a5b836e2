using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using KubeFate.Kubernetes.Access;
using KubeFate.Kubernetes.Connections;
using KubeFate.Kubernetes.Logs;
using KubeFate.Kubernetes.Objects;
using KubeFate.Kubernetes.Readiness;
using KubeFate.Kubernetes.Resources;
using KubeFate.Kubernetes.Watching;

namespace KubeFate.Kubernetes;

/// <summary>
/// The one way to a Kubernetes API server. Connects by its first request, asks nothing between two changes, and holds watches only while
/// somebody enumerates them. Safe to use from many threads. Every method throws <see cref="KubernetesException"/>.
/// </summary>
public sealed class KubernetesGateway : IDisposable
{
    private readonly ApiConnection _api;

    private KubernetesGateway(ApiConnection api) => (_api, Objects) = (api, new KubernetesObjects(api));

    /// <summary>Objects of any kind, one by one.</summary>
    public KubernetesObjects Objects { get; }

    /// <summary>
    /// A gateway to the server that <paramref name="options"/> name. Nothing is read or connected yet: a configuration that cannot be used
    /// is the <see cref="KubernetesFailure.ConfigInvalid"/> of the first call.
    /// </summary>
    public static KubernetesGateway Connect(KubernetesOptions options, TimeProvider time) =>
        Connect(options, ConnectionPlaces.OfThisProcess, time);

    internal static KubernetesGateway Connect(KubernetesOptions options, Func<ConnectionPlaces> places, TimeProvider time) =>
        new(new ApiConnection(() => ConnectionFinder.Find(options, places()), time));

    /// <summary>The server's version, such as <c>v1.31.0</c>.</summary>
    public async Task<string> GetVersionAsync(CancellationToken cancellationToken) =>
        (await _api.GetAsync("version", ResourceJson.Default.VersionInfo, cancellationToken)).GitVersion;

    /// <summary>The versions of the API that the server serves, such as <c>v1</c> and <c>apps/v1</c>.</summary>
    public Task<IReadOnlySet<string>> ListApiVersionsAsync(CancellationToken cancellationToken) => VersionReader.ListAsync(_api, cancellationToken);

    /// <summary>All namespaces by name.</summary>
    public async Task<IReadOnlyList<NamespaceInfo>> ListNamespacesAsync(CancellationToken cancellationToken) =>
        await NamespaceReader.ListAsync(_api, cancellationToken);

    /// <summary>Makes sure that a namespace is there and not being deleted. An account with rights inside the namespace alone is enough.</summary>
    /// <exception cref="KubernetesException">NamespaceMissing or Forbidden, each with the cure.</exception>
    public Task RequireNamespaceAsync(string ns, CancellationToken cancellationToken) =>
        NamespaceReader.RequireAsync(_api, ns, cancellationToken);

    /// <summary>
    /// Makes sure that the account may do in a namespace what an installation does there: with helm's records, with each kind of object that the
    /// chart makes, and to watch the workloads. Answers what it will not be told for want of rights, a phrase such as
    /// <c>list and watch events</c>; null when nothing is missing.
    /// </summary>
    /// <param name="ns">The namespace.</param>
    /// <param name="made">What the chart makes; what has no namespace is left out.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="KubernetesException">Forbidden, with all that is missing: a server names only the first.</exception>
    public async Task<string?> RequireRightsAsync(string ns, IEnumerable<ObjectName> made, CancellationToken cancellationToken)
    {
        var kinds = await new ObjectPlaces(_api).OfNamespacedKindsAsync(made, cancellationToken);
        Right[] needed = [.. RightsTable.Essential, .. kinds.SelectMany(kind => RightsTable.OfKind(kind.Group, kind.Resource))];
        var missing = await RightsCheck.MissingAsync(_api, ns, [.. needed, .. RightsTable.Telling], cancellationToken);
        RightsCheck.RequireNone(_api, ns, [.. missing.Where(needed.Contains)], refusal: null);
        return missing.Count == 0 ? null : RightsCheck.Text(missing);
    }

    /// <summary>Makes the namespace when there is none.</summary>
    /// <exception cref="KubernetesException">Forbidden when the account may not.</exception>
    public Task EnsureNamespaceAsync(string ns, CancellationToken cancellationToken) =>
        NamespaceReader.EnsureAsync(_api, ns, cancellationToken);

    /// <summary>
    /// The state of the cluster's workloads (label <c>name=CLUSTER</c>): the whole of it first, then a new one whenever something it shows
    /// changed. A slow reader gets the newest. Disconnects, restarts and expired versions are passed over; while the server is away a note
    /// says so.
    /// </summary>
    /// <exception cref="KubernetesException">The first lists failed, or Deployments and StatefulSets may not be seen.</exception>
    public async IAsyncEnumerable<ClusterSnapshot> WatchAsync(
        string ns, string clusterName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ClusterSnapshot? last = null;
        await foreach (var objects in new ClusterWatch(_api, ns, clusterName).ReadAsync(follow: true, cancellationToken))
        {
            var snapshot = SnapshotReader.Read(objects);
            if (snapshot == last) continue;
            last = snapshot;
            yield return snapshot;
        }
    }

    /// <summary>
    /// What of an uninstalled cluster is still on its way out, each with the reason: all of it first, then again whenever one of them changed. What nobody
    /// deletes, and its pods, are none of it. Disconnects are passed over.
    /// </summary>
    /// <exception cref="KubernetesException">The first lists failed, or Deployments and StatefulSets may not be seen.</exception>
    public async IAsyncEnumerable<IReadOnlyList<RemainingObject>> WatchRemainsAsync(
        string ns, string clusterName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<RemainingObject>? last = null;
        await foreach (var objects in new ClusterWatch(_api, ns, clusterName).ReadAsync(follow: true, cancellationToken))
        {
            var remains = RemainsReader.Read(objects);
            if (last is not null && remains.SequenceEqual(last)) continue;
            last = remains;
            yield return remains;
        }
    }

    /// <summary>The state of the cluster's workloads now.</summary>
    public async Task<ClusterSnapshot> GetSnapshotAsync(string ns, string clusterName, CancellationToken cancellationToken)
    {
        await foreach (var objects in new ClusterWatch(_api, ns, clusterName).ReadAsync(follow: false, cancellationToken))
        {
            return SnapshotReader.Read(objects);
        }

        throw new OperationCanceledException(cancellationToken);
    }

    /// <summary>Where the cluster is reached from outside. What the account may not see is left out with a note.</summary>
    public Task<ClusterAccess> GetAccessAsync(string ns, string clusterName, CancellationToken cancellationToken) =>
        AccessReader.ReadAsync(_api, ns, clusterName, cancellationToken);

    /// <summary>The cluster's pods and their containers by name, for <see cref="ReadLogAsync"/>.</summary>
    public async Task<IReadOnlyList<PodInfo>> ListPodsAsync(string ns, string clusterName, CancellationToken cancellationToken) =>
        [.. (await _api.ListAsync(ResourceTypes.Pods, ns, $"name={clusterName}", cancellationToken)).Select(PodLog.Info)];

    /// <summary>
    /// The cluster's pods as <see cref="ListPodsAsync"/> gives them: all of them first, then again whenever one of them changed. A slow reader
    /// gets the newest. Goes on until the reader stops; disconnects are passed over.
    /// </summary>
    /// <exception cref="KubernetesException">The first list failed, or pods may not be seen.</exception>
    public IAsyncEnumerable<IReadOnlyList<PodInfo>> WatchPodsAsync(string ns, string clusterName, CancellationToken cancellationToken) =>
        PodWatch.ReadAsync(_api, ns, clusterName, cancellationToken);

    /// <summary>Lines of one container's log as they come. Ends with the log, with the container when followed, or when the reader stops.</summary>
    /// <exception cref="KubernetesException">NotFound: no such pod. Other: no such container, or it has not started yet.</exception>
    public IAsyncEnumerable<LogLine> ReadLogAsync(LogRequest request, CancellationToken cancellationToken) =>
        PodLog.ReadAsync(_api, request, cancellationToken);

    /// <summary>The cluster's objects of a kind as the server has them, page by page; of events, all of the namespace.</summary>
    public IAsyncEnumerable<JsonObject> ReadObjectsAsync(ObjectKind kind, string ns, string clusterName, CancellationToken cancellationToken) =>
        ObjectReader.ReadAsync(_api, kind, ns, clusterName, cancellationToken);

    public void Dispose() => _api.Dispose();
}
