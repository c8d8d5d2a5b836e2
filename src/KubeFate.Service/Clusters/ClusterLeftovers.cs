using System.Text.Json.Nodes;
using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Jobs;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters;

/// <summary>
/// Objects of a cluster that helm does not know any more. What says that it is of this very release is removed, but for claims and what is to be kept.
/// Safe to repeat.
/// </summary>
internal sealed class ClusterLeftovers(HelmClient helm, Lazy<KubernetesGateway> kubernetes)
{
    private const string Claim = "PersistentVolumeClaim";

    /// <summary>What a cluster's label is looked for on. Secrets are none of them: those with the label may be helm's records.</summary>
    private static readonly (string ApiVersion, string Kind)[] Kinds =
    [
        ("apps/v1", "Deployment"), ("apps/v1", "StatefulSet"), ("apps/v1", "DaemonSet"), ("batch/v1", "Job"), ("v1", "Service"), ("networking.k8s.io/v1", "Ingress"),
        ("v1", "ConfigMap"), ("v1", "ServiceAccount"), ("v1", "Pod"), ("v1", Claim),
    ];

    /// <summary>
    /// Removes what revisions made that never came up and what the revision that stands does not have: helm compares a change with the deployed revision alone.
    /// </summary>
    public async Task RemoveFailedAsync(ClusterRecord cluster, int standing, CancellationToken cancellationToken)
    {
        var release = new ReleaseName(cluster.Name, cluster.Namespace);
        var failed = (await helm.GetHistoryAsync(release, cancellationToken)).Where(kept => kept.Revision != standing && !kept.WasDeployed).ToList();
        if (failed.Count == 0) return;

        var stays = await ObjectsAsync(release, standing, cancellationToken);
        var left = new HashSet<ObjectName>();
        foreach (var revision in failed) left.UnionWith(await ObjectsAsync(release, revision.Revision, cancellationToken));
        foreach (var name in left.Where(name => name.Kind != Claim && !stays.Any(other => other.Kind == name.Kind && other.Name == name.Name)))
        {
            if (await FindAsync(cluster, name, cancellationToken) is { } found && IsOfRelease(found, cluster)) await RemoveAsync(cluster, name, found, cancellationToken);
        }
    }

    /// <summary>After helm has removed the release: removes what it left, and tells what it leaves and the command that removes that too.</summary>
    public async Task RemoveAllAsync(JobContext job, ClusterRecord cluster, CancellationToken cancellationToken)
    {
        foreach (var (apiVersion, kind) in Kinds)
        {
            var others = new List<string>();
            foreach (var found in (await ListAsync(cluster, apiVersion, kind, cancellationToken)).Where(IsStaying))
            {
                var name = found["metadata"]!["name"]!.ToString();
                if (kind != Claim && IsOfRelease(found, cluster)) await RemoveAsync(cluster, new ObjectName(apiVersion, kind, name), found, cancellationToken);
                else others.Add(name);
            }

            if (others.Count > 0) await job.WarnAsync(Told(kind, others, cluster), cancellationToken);
        }
    }

    private async Task<IReadOnlyList<ObjectName>> ObjectsAsync(ReleaseName release, int revision, CancellationToken cancellationToken) =>
        [.. ReleaseManifest.Read(await helm.GetManifestAsync(release, revision, cancellationToken)).Objects.Select(one => new ObjectName(one.ApiVersion, one.Kind, one.Name))];

    private async Task<JsonObject?> FindAsync(ClusterRecord cluster, ObjectName name, CancellationToken cancellationToken)
    {
        try
        {
            return await kubernetes.Value.Objects.FindAsync(cluster.Namespace, name, cancellationToken);
        }
        catch (KubernetesException missing) when (missing.Code == KubernetesFailure.NotFound)
        {
            return null; // A kind that this Kubernetes does not know may be why the revision failed.
        }
    }

    private async Task<IReadOnlyList<JsonObject>> ListAsync(ClusterRecord cluster, string apiVersion, string kind, CancellationToken cancellationToken)
    {
        try
        {
            return await kubernetes.Value.Objects.ListAsync(cluster.Namespace, apiVersion, kind, $"name={cluster.Name}", cancellationToken);
        }
        catch (KubernetesException refusal) when (refusal.Code is KubernetesFailure.Forbidden or KubernetesFailure.NotFound)
        {
            return []; // Not every account may list config maps and service accounts: helm removes those by name.
        }
    }

    private Task RemoveAsync(ClusterRecord cluster, ObjectName name, JsonObject found, CancellationToken cancellationToken) =>
        kubernetes.Value.Objects.BeginDeletionAsync(cluster.Namespace, name, found["metadata"]!["uid"]!.ToString(), cancellationToken);

    // What another object made goes with it, and what is being deleted is waited for.
    private static bool IsStaying(JsonObject found) => found["metadata"]!["deletionTimestamp"] is null && found["metadata"]!["ownerReferences"] is not JsonArray { Count: > 0 };

    private static bool IsOfRelease(JsonObject found, ClusterRecord cluster)
    {
        var annotations = found["metadata"]!["annotations"];
        return annotations?["meta.helm.sh/release-name"]?.ToString() == cluster.Name && annotations["meta.helm.sh/release-namespace"]?.ToString() == cluster.Namespace
            && annotations["helm.sh/resource-policy"]?.ToString() != "keep";
    }

    private static string Told(string kind, IReadOnlyList<string> names, ClusterRecord cluster)
    {
        var command = $"kubectl delete {kind.ToLowerInvariant()} {string.Join(' ', names)} --namespace {cluster.Namespace}";
        return kind == Claim
            ? $"the cluster's data stays in the volume claims {string.Join(", ", names)}. To remove it for good: {command}"
            : $"{kind} {string.Join(", ", names)} has the label name={cluster.Name} but is not of the release, or is to be kept, so it stays. To remove it: {command}";
    }
}
