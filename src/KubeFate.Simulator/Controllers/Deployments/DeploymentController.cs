using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers.Pods;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Deployments;

/// <summary>Rolls a Deployment's template out through ReplicaSets.</summary>
internal sealed class DeploymentController(Cluster cluster) : IController
{
    public IEnumerable<ObjectKey> Affected(ObjectChange change)
    {
        if (change.Key.Type == ResourceCatalog.Deployments) return [change.Key];
        if (change.Key.Type == ResourceCatalog.Pods && change.Kind == ChangeKind.Deleted) return OfPod(change.Object);
        if (change.Key.Type != ResourceCatalog.ReplicaSets) return [];
        if (Owners.ControllerKey(change.Object, ResourceCatalog.Deployments) is { } owner) return [owner];
        return cluster.Store.List(ResourceCatalog.Deployments, change.Key.Namespace)
            .Where(deployment => LabelQuery.Matches(deployment.At("spec", "selector"), change.Object.At("metadata", "labels")))
            .Select(deployment => Cluster.KeyOf(ResourceCatalog.Deployments, deployment));
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Store.Get(key) is not { } deployment) return null;
        if (!deployment.IsDeleting() && cluster.IsOpen(key.Namespace)) Move(deployment);
        return Report(key);
    }

    private void Move(JsonObject deployment)
    {
        var sets = new DeploymentSets(cluster, deployment);
        var rollout = Rollout.Of(deployment);
        var paused = deployment.Flag("spec", "paused");
        sets.Adopt();
        if (paused || sets.IsScaling(rollout))
        {
            sets.SyncRevision(make: false);
            DeploymentScaling.Scale(sets, rollout);
        }
        else if (deployment.Text("spec", "strategy", "type") is "Recreate") Recreate(sets, rollout);
        else Roll(sets, rollout);

        if (paused || (sets.New is { } current && DeploymentStatus.IsComplete(rollout, current, sets.All))) sets.Trim();
    }

    private static void Roll(DeploymentSets sets, Rollout rollout)
    {
        sets.SyncRevision(make: true);
        var current = sets.New!;
        if (sets.Scale(current, rollout.NewSize(current.Count("spec", "replicas"), sets.All.Sum(Size)), rollout)) return;
        var old = sets.Old.Where(set => Size(set) > 0).ToList();
        var sizes = rollout.OldSizes([.. old.Select(set => (Size(set), Available(set)))], Size(current), Available(current));
        foreach (var (set, size) in old.Zip(sizes)) sets.Scale(set, size, rollout);
    }

    private void Recreate(DeploymentSets sets, Rollout rollout)
    {
        sets.SyncRevision(make: false);
        var shrunk = sets.Old.Where(set => Size(set) > 0).ToList().Select(set => sets.Scale(set, 0, rollout)).ToList();
        if (shrunk.Count > 0 || sets.Old.Any(HasRunningPods)) return;
        sets.SyncRevision(make: true);
        sets.Scale(sets.New!, rollout.Replicas, rollout);
    }

    // Pods count until they are really gone: Recreate means that old and new never run together.
    private bool HasRunningPods(JsonObject set) => cluster.ControlledBy(set, ResourceCatalog.Pods).Any(pod => !PodView.IsFinal(pod));

    private static int Available(JsonObject set) => set.Count("status", "availableReplicas");

    private static int Size(JsonObject set) => set.Count("spec", "replicas");

    private IEnumerable<ObjectKey> OfPod(JsonObject pod) =>
        cluster.ControllerOf(pod) is { } set && Owners.ControllerKey(set, ResourceCatalog.Deployments) is { } owner ? [owner] : [];

    private TimeSpan? Report(ObjectKey key)
    {
        if (cluster.Store.Get(key) is not { } deployment) return null;
        var sets = new DeploymentSets(cluster, deployment);
        var status = new DeploymentStatus(deployment, sets.New, sets.All, cluster.Now);
        cluster.UpdateStatus(key, deployment, status.Write());
        return status.DeadlineIn;
    }
}
