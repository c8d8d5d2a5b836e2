using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers.Scheduling;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Stages;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Pods;

/// <summary>One look at one pod: the steps that fit, what they do to a clone of it, and the write at the end.</summary>
internal sealed class PodTurn(Cluster cluster, PodAddresses addresses, PulledImages images, Choice choice, JsonObject pod)
{
    private readonly PodFacts facts = new(new PodView(pod), choice, cluster.Store, images);
    private readonly HashSet<Step> hastened = [];
    private readonly JsonNode? before = pod["status"]?.DeepClone();

    public Choice Choice { get; } = choice;

    public PodView View { get; } = new(pod);

    public ObjectKey Key { get; } = Cluster.KeyOf(ResourceCatalog.Pods, pod);

    /// <summary>Whether something that the pod may wait for has changed.</summary>
    public bool IsHurried { get; init; }

    /// <summary>Whether a step is to happen without its delay: once, and only when it waits for something outside the pod.</summary>
    public bool Hastens(Step step) => IsHurried && step.WaitsForOutside && hastened.Add(step);

    /// <summary>The step of the pod itself, which comes first; without one, the step of each container that may act.</summary>
    public IEnumerable<(ContainerView? Container, Step Step)> Steps()
    {
        if (Choice.Plan.Steps.FirstOrDefault(step => step.Of == StepSubject.Pod && step.Fits(facts.Pod)) is { } ofPod)
            return [(null, ofPod)];
        if (View.IsFinished || !View.IsScheduled) return [];
        Settle();
        return [.. View.Active().Select(container => ((ContainerView?)container, StepOf(container)!)).Where(pair => pair.Item2 is not null)];
    }

    public void Apply(StepEffect effect, ContainerView? container, TimeSpan waited)
    {
        if (effect == StepEffect.None) return;
        var words = new StepWords(cluster, View, Choice, container, waited);
        if (effect.Pulls && container is not null) images.Pull(container);
        foreach (var told in effect.Events) Tell(told, container, words);
        if (effect.Restarts && container is not null) CountRestart(container);
        if (effect.Container is { } fields && container is not null)
        {
            foreach (var (field, value) in (JsonObject)StageText.Fill(fields, words.Value)!)
                container.MutableStatus()[field] = value?.DeepClone();
        }

        if (effect.Unschedulable is { } refusal) Refuse(StageText.Fill(refusal, words.Value));
        if (effect.Schedules) Schedule();
        if (View.IsScheduled) Settle();
    }

    /// <summary>Writes what changed, unless the pod has become another one meanwhile.</summary>
    public void Commit()
    {
        PodStatus.Settle(View, cluster.NowText);
        if (JsonNode.DeepEquals(before, View.Pod["status"])) return;
        cluster.UpdateStatus(Key, View.Pod, (JsonObject)View.Pod["status"]!.DeepClone());
    }

    private Step? StepOf(ContainerView container) =>
        Choice.Plan.Steps.FirstOrDefault(step => step.Of == StepSubject.Container && step.Fits(fact => facts.Container(container, fact)));

    private void Settle()
    {
        PodStatus.Begin(View);
        var status = View.Pod.Child("status");
        status["hostIP"] = NodeNames.Address;
        status["hostIPs"] = new JsonArray(new JsonObject { ["ip"] = NodeNames.Address });
        status["startTime"] ??= cluster.NowText;
        if (status["podIP"] is null && facts.Pod("volumes") is "mounted")
            PodAddresses.Set(status, View.Pod.Flag("spec", "hostNetwork") ? NodeNames.Address : addresses.Take());
        PodStatus.Settle(View, cluster.NowText);
    }

    private void Schedule()
    {
        var (node, refusal) = new Scheduler(cluster).Place(View.Pod);
        if (node is null)
        {
            Refuse(refusal!);
            return;
        }

        View.Pod.Child("spec")["nodeName"] = node;
        PodStatus.Set(View, "PodScheduled", true, null, null, cluster.NowText);
        cluster.Events.Normal(View.Pod, "default-scheduler", "Scheduled", $"Successfully assigned {Key.Namespace}/{Key.Name} to {node}");
        var status = (JsonObject)View.Pod["status"]!.DeepClone();
        cluster.Store.Update(Key, current =>
        {
            if (!current.IsSame(View.Pod)) return null;
            current.Child("spec")["nodeName"] = node;
            current["status"] = status;
            return current;
        });
    }

    private void Refuse(string refusal)
    {
        PodStatus.Set(View, "PodScheduled", false, "Unschedulable", refusal, cluster.NowText);
        cluster.Events.Warning(View.Pod, "default-scheduler", "FailedScheduling", refusal);
    }

    private void Tell(StepEvent told, ContainerView? container, StepWords words)
    {
        List<ContainerView?> about = told.EachRunning ? [.. View.Containers.Where(each => each.State is "running")] : [container];
        foreach (var each in about)
        {
            var own = each == container ? words : words.About(each);
            var path = each is null ? null : $"spec.{(each.IsInit ? "initContainers" : "containers")}{{{each.Name}}}";
            cluster.Events.Record(View.Pod, told.From, told.Type, told.Reason, StageText.Fill(told.Message, own.Value), path);
        }
    }

    private static void CountRestart(ContainerView container)
    {
        var status = container.MutableStatus();
        status["restartCount"] = container.RestartCount + 1;
        if (container.State is "terminated") status["lastState"] = status["state"]!.DeepClone();
    }
}
