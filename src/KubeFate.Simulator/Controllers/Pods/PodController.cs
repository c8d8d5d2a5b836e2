using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Stages;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Pods;

/// <summary>Scheduler and kubelet: leads each pod through the steps of its stage.</summary>
internal sealed class PodController(Cluster cluster, StageChoice stages, ContainerLogs logs, int seed) : IController
{
    // Between two waits a pod goes through a handful of steps; a stage whose steps lead round in a circle without a delay is a mistake.
    private const int MostSteps = 200;

    private readonly PodAddresses addresses = new();
    private readonly PulledImages images = new();
    private readonly StepWaits waits = new();
    private readonly Random random = new(seed);
    private readonly HashSet<ObjectKey> hurried = [];

    public IEnumerable<ObjectKey> Affected(ObjectChange change)
    {
        if (change.Key.Type != ResourceCatalog.Pods) return Concerned(change);
        addresses.Follow(change);
        if (change.Kind == ChangeKind.Deleted) Forget(change.Object.Uid());
        var ended = change.Kind == ChangeKind.Deleted || PodView.IsFinal(change.Object);
        return ended ? [change.Key, .. Hurry(null, pod => pod.Text("spec", "nodeName") is null or "")] : [change.Key];
    }

    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (cluster.Store.Get(key) is not { } pod) return null;
        var turn = new PodTurn(cluster, addresses, images, stages.For(pod), (JsonObject)pod.DeepClone())
        {
            IsHurried = hurried.Remove(key),
        };
        if (stages.Problem(pod) is { } problem && waits.IsNew(pod.Uid())) cluster.Events.Warning(pod, "simulator", "UnknownStage", problem);
        if (turn.IsHurried) waits.Hurry(pod.Uid(), cluster.Now);
        for (var step = 0; step < MostSteps; step++)
        {
            var (next, removed) = Advance(turn);
            if (removed) return null;
            if (next is null) continue;
            turn.Commit();
            logs.Print(turn.View, turn.Choice);
            return next == TimeSpan.MaxValue ? null : next;
        }

        throw new InvalidOperationException(
            $"stage {turn.Choice.Plan.Name} leads pod {key.Namespace}/{key.Name} round in a circle; give one of its steps a delay");
    }

    // Lets the first step happen whose time has come. Next is null when one did, else how long until another's time comes.
    private (TimeSpan? Next, bool Removed) Advance(PodTurn turn)
    {
        var next = TimeSpan.MaxValue;
        foreach (var (container, step) in turn.Steps())
        {
            var subject = container?.Name ?? "";
            var wait = waits.Find(turn.View.Uid, subject);
            if (wait?.Step != step)
            {
                turn.Apply(step.Begin, container, TimeSpan.Zero);
                wait = new(step, cluster.Now, cluster.Now + Draw(turn, container, subject, step));
                waits.Begin(turn.View.Uid, subject, wait);
            }

            if (wait.Due > cluster.Now)
            {
                next = wait.Due - cluster.Now < next ? wait.Due - cluster.Now : next;
                continue;
            }

            waits.End(turn.View.Uid, subject);
            waits.Count(turn.View.Uid, subject, step);
            turn.Apply(step.Then, container, cluster.Now - wait.Began);
            if (!step.Then.Removes) return (null, false);
            cluster.Store.Delete(turn.Key, new() { GracePeriodSeconds = 0, Uid = turn.View.Uid });
            return (null, true);
        }

        return (next, false);
    }

    private TimeSpan Draw(PodTurn turn, ContainerView? container, string subject, Step step)
    {
        if (turn.Hastens(step)) return TimeSpan.Zero;
        var delay = turn.Choice.Plan.DelayOf(step);
        var tries = delay.ByRestarts ? container?.RestartCount ?? 0 : waits.Tries(turn.View.Uid, subject, step);
        if (delay.Asked && turn.Choice.Delay is { } asked) return asked + delay.BackoffAfter(tries);
        TimeSpan? probe = container?.Spec["readinessProbe"] is { } wanted
            ? TimeSpan.FromSeconds(wanted.Count("initialDelaySeconds"))
            : null;
        return delay.Draw(random.NextDouble(), probe, tries);
    }

    private void Forget(string uid)
    {
        waits.Forget(uid);
        images.Forget(uid);
        logs.Forget(uid);
    }

    private List<ObjectKey> Concerned(ObjectChange change)
    {
        var type = change.Key.Type;
        var ns = change.Key.Namespace;
        if (type == ResourceCatalog.ConfigMaps || type == ResourceCatalog.Secrets) return Hurry(ns, IsHeldUp);
        if (type == ResourceCatalog.PersistentVolumeClaims) return Hurry(ns, pod => PodClaims.Uses(pod, change.Key.Name));
        if (type == ResourceCatalog.Nodes || type == ResourceCatalog.StorageClasses)
            return Hurry(null, pod => pod.Text("spec", "nodeName") is null or "");
        var asks = StageChoice.IsAsked(change.Object) || (change.Previous is { } previous && StageChoice.IsAsked(previous));
        return asks ? Hurry(type == ResourceCatalog.Namespaces ? change.Key.Name : ns, _ => true) : [];
    }

    // Pods that have something to wait for; a running one does not care what is added to its namespace.
    private static bool IsHeldUp(JsonObject pod) => pod.Text("status", "phase") is "Pending" or null;

    private List<ObjectKey> Hurry(string? ns, Func<JsonObject, bool> concerned)
    {
        List<ObjectKey> keys = [.. cluster.Pods(ns).Where(concerned).Select(pod => Cluster.KeyOf(ResourceCatalog.Pods, pod))];
        hurried.UnionWith(keys);
        return keys;
    }
}
