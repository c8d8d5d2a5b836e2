using System.Globalization;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers.Workloads;
using KubeFate.Simulator.Resources;

namespace KubeFate.Simulator.Controllers.Deployments;

/// <summary>
/// A Deployment's ReplicaSets: the one of its present template, and the others. Their templates are what a rollback returns to.
/// </summary>
internal sealed class DeploymentSets(Cluster cluster, JsonObject deployment)
{
    public const string RevisionAnnotation = "deployment.kubernetes.io/revision";
    public const string HistoryAnnotation = "deployment.kubernetes.io/revision-history";
    public const string DesiredAnnotation = "deployment.kubernetes.io/desired-replicas";
    public const string MaxAnnotation = "deployment.kubernetes.io/max-replicas";
    private const string Component = "deployment-controller";

    private static readonly string[] notCopied =
    [
        RevisionAnnotation, HistoryAnnotation, DesiredAnnotation, MaxAnnotation,
        "kubectl.kubernetes.io/last-applied-configuration", "deprecated.deployment.rollback.to",
    ];

    private List<JsonObject>? all;
    private JsonObject? current;

    /// <summary>Oldest first.</summary>
    public List<JsonObject> All => all ??= [.. cluster.ControlledBy(deployment, ResourceCatalog.ReplicaSets)
        .OrderBy(set => set.Text("metadata", "creationTimestamp"), StringComparer.Ordinal)
        .ThenBy(Revision).ThenBy(set => set.Name(), StringComparer.Ordinal)];

    /// <summary>The ReplicaSet of the present template, or null.</summary>
    public JsonObject? New =>
        current ??= All.FirstOrDefault(set => PodTemplates.Same(set.At("spec", "template"), deployment.At("spec", "template")));

    public List<JsonObject> Old => New is not null ? [.. All.Where(set => !set.IsSame(current))] : All;

    public static long Revision(JsonObject item) =>
        long.TryParse(item.Annotation(RevisionAnnotation), NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : 0;

    /// <summary>Takes over ReplicaSets that lost their Deployment.</summary>
    public void Adopt()
    {
        foreach (var set in cluster.Orphans(ResourceCatalog.ReplicaSets, deployment.Namespace(), deployment.At("spec", "selector")))
            cluster.Adopt(ResourceCatalog.ReplicaSets, set, deployment);
        Forget();
    }

    /// <summary>Makes sure that the newest revision is the present template's; makes its ReplicaSet when <paramref name="make"/>.</summary>
    public void SyncRevision(bool make)
    {
        if (New is null && !make) return;
        var revision = Old.Select(Revision).DefaultIfEmpty().Max() + 1;
        var set = New ?? Make(revision);
        if (Revision(set) < revision) Raise(set, revision);
        else revision = Revision(set);
        cluster.Store.Update(Cluster.KeyOf(ResourceCatalog.Deployments, deployment), item =>
        {
            item.SetAnnotation(RevisionAnnotation, Text(revision));
            return item;
        });
    }

    /// <summary>Sets a ReplicaSet's size, and tells when it moved.</summary>
    public bool Scale(JsonObject set, int size, Rollout rollout)
    {
        var before = set.Count("spec", "replicas");
        cluster.Store.Update(Cluster.KeyOf(ResourceCatalog.ReplicaSets, set), item =>
        {
            item.Child("spec")["replicas"] = size;
            Mark(item, rollout);
            return item;
        });
        Forget();
        if (before == size) return false;
        var direction = size > before ? "up" : "down";
        cluster.Events.Normal(deployment, Component, "ScalingReplicaSet", $"Scaled {direction} replica set {set.Name()} to {size} from {before}");
        return true;
    }

    /// <summary>Whether the ReplicaSets were last scaled for another number of replicas.</summary>
    public bool IsScaling(Rollout rollout) => All.Any(set =>
        set.Count("spec", "replicas") > 0 && set.Annotation(DesiredAnnotation) is not null
            && !set.Is(Text(rollout.Replicas), "metadata", "annotations", DesiredAnnotation));

    /// <summary>Deletes the oldest empty ReplicaSets above the limit.</summary>
    public void Trim()
    {
        var limit = deployment.Number("spec", "revisionHistoryLimit") ?? 10;
        var empty = Old
            .Where(set => set.Count("spec", "replicas") == 0 && set.Count("status", "replicas") == 0 && !set.IsDeleting())
            .OrderBy(Revision).ToList();
        foreach (var set in empty.Take((int)Math.Max(0, Old.Count - limit)))
            cluster.Delete(Cluster.KeyOf(ResourceCatalog.ReplicaSets, set), set);
    }

    private JsonObject Make(long revision)
    {
        var template = (JsonObject)deployment.At("spec", "template")!.DeepClone();
        var hash = FreeHash(template);
        var labels = template.Child("metadata", "labels");
        labels[PodTemplates.HashLabel] = hash;
        var selector = (JsonObject)deployment.At("spec", "selector")!.DeepClone();
        selector.Child("matchLabels")[PodTemplates.HashLabel] = hash;
        var rollout = Rollout.Of(deployment);
        var size = rollout.NewSize(0, All.Sum(old => old.Count("spec", "replicas")));
        var set = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["labels"] = labels.DeepClone(),
                ["annotations"] = new JsonObject(deployment.Texts("metadata", "annotations")
                    .Where(entry => !notCopied.Contains(entry.Key))
                    .Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))),
                ["ownerReferences"] = new JsonArray(Owners.ControllerReference(deployment)),
            },
            ["spec"] = new JsonObject { ["replicas"] = size, ["selector"] = selector, ["template"] = template },
            ["status"] = new JsonObject { ["replicas"] = 0 },
        };
        if (deployment.Number("spec", "minReadySeconds") is > 0 and var seconds) set["spec"]!["minReadySeconds"] = seconds;
        set.SetAnnotation(RevisionAnnotation, Text(revision));
        Mark(set, rollout);
        var made = cluster.Store.Create(new(ResourceCatalog.ReplicaSets, deployment.Namespace(), $"{deployment.Name()}-{hash}"), set);
        Forget();
        if (size > 0) cluster.Events.Normal(deployment, Component, "ScalingReplicaSet", $"Scaled up replica set {made.Name()} to {size}");
        return made;
    }

    // The name is free, or belongs to another template with the same hash (or to a set that is not ours): count on until it is.
    private string FreeHash(JsonObject template)
    {
        for (var collisions = deployment.Number("status", "collisionCount") ?? 0; ; collisions++)
        {
            var hash = PodTemplates.Hash(template, collisions);
            if (cluster.Get(ResourceCatalog.ReplicaSets, deployment.Namespace(), $"{deployment.Name()}-{hash}") is null) return hash;
        }
    }

    private void Raise(JsonObject set, long revision)
    {
        cluster.Store.Update(Cluster.KeyOf(ResourceCatalog.ReplicaSets, set), item =>
        {
            if (item.Annotation(RevisionAnnotation) is { } before)
                item.SetAnnotation(
                    HistoryAnnotation, item.Annotation(HistoryAnnotation) is { Length: > 0 } history ? $"{history},{before}" : before);
            item.SetAnnotation(RevisionAnnotation, Text(revision));
            foreach (var (name, value) in deployment.Texts("metadata", "annotations").Where(entry => !notCopied.Contains(entry.Key)))
                item.SetAnnotation(name, value);
            return item;
        });
        Forget();
    }

    // What was read before a write is no longer true after it.
    private void Forget() => (all, current) = (null, null);

    private static void Mark(JsonObject set, Rollout rollout)
    {
        set.SetAnnotation(DesiredAnnotation, Text(rollout.Replicas));
        set.SetAnnotation(MaxAnnotation, Text(rollout.Replicas + rollout.MaxSurge));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
