using KubeFate.Kubernetes.Reasons;
using KubeFate.Kubernetes.Resources;
using KubeFate.Kubernetes.Watching;

namespace KubeFate.Kubernetes.Readiness;

/// <summary>Makes of a cluster's objects, once its release is uninstalled, what is still on its way out. What nobody deletes is left out, and what it made with it.</summary>
internal static class RemainsReader
{
    /// <summary>The garbage collector's own: they go when what the object made is gone.</summary>
    private static readonly string[] Ours = ["foregroundDeletion", "orphan"];

    public static IReadOnlyList<RemainingObject> Read(ClusterObjects objects)
    {
        IEnumerable<(string Kind, IResource One)> workloads =
        [
            .. objects.Deployments.Select(one => ("Deployment", (IResource)one)),
            .. objects.StatefulSets.Select(one => ("StatefulSet", (IResource)one)),
            .. objects.DaemonSets.Select(one => ("DaemonSet", (IResource)one)),
            .. objects.Jobs.Select(one => ("Job", (IResource)one)),
        ];
        var all = workloads.ToList();
        var staying = all.Where(one => one.One.Metadata.DeletionTimestamp is null).Select(one => one.One.Metadata.Uid).ToHashSet(StringComparer.Ordinal);
        staying.UnionWith(objects.ReplicaSets.Where(set => set.Metadata.Owner is { } owner && staying.Contains(owner.Uid)).Select(set => set.Metadata.Uid));
        return
        [
            .. from one in all
               where one.One.Metadata.DeletionTimestamp is not null
               orderby one.Kind, one.One.Metadata.Name
               select Of(one.Kind, one.One.Metadata, Held(one.One.Metadata) ?? ("it goes once its pods are gone", false)),
            // One that outlives its Deployment may still be making a pod that nobody has seen yet.
            .. from set in objects.ReplicaSets
               where IsGoing(set.Metadata, staying)
               orderby set.Metadata.Name
               select Of("ReplicaSet", set.Metadata, Held(set.Metadata) ?? ("it goes with its Deployment", false)),
            .. from pod in objects.Pods
               where IsGoing(pod.Metadata, staying)
               orderby pod.Metadata.Name
               select Of("Pod", pod.Metadata, Held(pod.Metadata) ?? Ending(pod)),
        ];
    }

    /// <summary>What an object made that is gone is taken away a moment later; what one made that stays, or nobody, is nobody's to take away.</summary>
    private static bool IsGoing(ObjectMeta made, HashSet<string> staying) =>
        made.DeletionTimestamp is not null || (made.Owner is { } owner && !staying.Contains(owner.Uid));

    private static (string Sentence, bool Stuck)? Held(ObjectMeta one) =>
        one.DeletionTimestamp is not null && (one.Finalizers ?? []).Where(name => !Ours.Contains(name)).ToList() is { Count: > 0 } held
            ? ($"it is kept by its finalizer {string.Join(", ", held)}: the program that set it must let it go, or somebody must take it out (kubectl edit)", true)
            : null;

    private static (string Sentence, bool Stuck) Ending(Pod pod)
    {
        if (pod.Status.Reason is "NodeLost" || pod.Status.Phase is "Unknown") return (PodReason.NodeLost(pod).Sentence, true);
        var where = pod.Spec.NodeName is { Length: > 0 } node ? $" on the node {node}" : "";
        return ($"its containers are being ended{where}; if that node is gone: kubectl delete pod {pod.Metadata.Name} --force", false);
    }

    private static RemainingObject Of(string kind, ObjectMeta one, (string Sentence, bool Stuck) why) =>
        new(kind, one.Name, one.Labels?.Module ?? one.Name, $"{kind} {one.Name}: {why.Sentence}", why.Stuck);
}
