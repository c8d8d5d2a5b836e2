using System.Text.Json.Nodes;
using KubeFate.Kubernetes;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Support;

/// <summary>A cluster's objects on Kubernetes, and how we judge them.</summary>
internal sealed class KubernetesParts(Lazy<KubernetesGateway> kubernetes)
{
    public async Task WriteAsync(BundleArchive archive, string folder, ClusterRecord cluster, Exception? absence, CancellationToken cancellationToken)
    {
        if (absence is not null)
        {
            await archive.AddFailureAsync($"{folder}/kubernetes", absence, cancellationToken);
            return;
        }

        await archive.AddJsonAsync($"{folder}/state.json",
            async inTime => State(await kubernetes.Value.GetSnapshotAsync(cluster.Namespace, cluster.Name, inTime)), cancellationToken);
        foreach (var kind in Enum.GetValues<ObjectKind>())
        {
            await archive.AddListAsync($"{folder}/kubernetes/{kind.ToString().ToLowerInvariant()}.json",
                inTime => kubernetes.Value.ReadObjectsAsync(kind, cluster.Namespace, cluster.Name, inTime), cancellationToken);
        }
    }

    private static JsonObject State(ClusterSnapshot snapshot) => new()
    {
        ["all_ready"] = snapshot.AllReady,
        ["workloads"] = new JsonArray([.. snapshot.Workloads.Select(Workload)]),
        ["claims"] = new JsonArray([.. snapshot.Claims.Select(claim => new JsonObject { ["name"] = claim.Name, ["bound"] = claim.Bound, ["waiting_for"] = claim.WaitingFor })]),
        ["containers"] = new JsonObject(snapshot.Containers.Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value))),
        ["notes"] = new JsonArray([.. snapshot.Notes.Select(note => JsonValue.Create(note))]),
    };

    private static JsonObject Workload(WorkloadState workload) => new()
    {
        ["kind"] = workload.Kind.ToString(),
        ["name"] = workload.Name,
        ["condition"] = workload.Condition.ToString(),
        ["ready"] = workload.Ready,
        ["desired"] = workload.Desired,
        ["waiting_for"] = workload.WaitingFor,
        ["stuck"] = workload.Stuck,
    };
}
