using System.Text.Json.Nodes;
using KubeFate.Simulator.Stages;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Pods;

/// <summary>
/// Prints what containers would print: the lines of their stage, as their states come. Which lines there are follows from the pod
/// alone, so that a restarted cluster prints them again with the times they had.
/// </summary>
internal sealed class ContainerLogs(Cluster cluster, PodLogs logs)
{
    private readonly Dictionary<string, Dictionary<string, Run>> runs = [];

    /// <summary>Prints what is due for every container of a pod.</summary>
    public void Print(PodView view, Choice choice)
    {
        if (!view.IsScheduled) return;
        foreach (var container in view.InitContainers.Concat(view.Containers)) Print(container, choice);
    }

    public void Forget(string pod)
    {
        runs.Remove(pod);
        logs.Forget(pod);
    }

    private void Print(ContainerView container, Choice choice)
    {
        var status = container.Status;
        if (status is null) return;
        var known = runs.TryGetValue(container.Pod.Uid, out var all) ? all.GetValueOrDefault(container.Name) : null;
        if (known?.Number != container.RestartCount)
        {
            // The run before may have ended between two looks: its last lines come from what the status remembers of it.
            if (container.RestartCount > 0 && status.At("lastState", "terminated") is { } last)
            {
                Ended(container, choice, known ?? new Run(container.RestartCount - 1), last);
                logs.Restart(container.Pod.Uid, container.Name);
            }

            known = new(container.RestartCount);
            if (all is null) runs[container.Pod.Uid] = all = [];
            all[container.Name] = known;
        }

        var end = status.At("state", "terminated")
            ?? (container.Reason is "CrashLoopBackOff" ? status.At("lastState", "terminated") : null);
        if (end is not null) Ended(container, choice, known, end);
        else if (status.Time("state", "running", "startedAt") is { } started) Running(container, choice, known, started);
    }

    private void Running(ContainerView container, Choice choice, Run run, DateTimeOffset started)
    {
        Say(container, choice, run, "start", started, null);
        if (container.IsReady) Say(container, choice, run, "ready", ReadySince(container.Pod) ?? started, null);
    }

    private void Ended(ContainerView container, Choice choice, Run run, JsonNode terminated)
    {
        Say(container, choice, run, "start", terminated.Time("startedAt") ?? cluster.Now, null);
        Say(container, choice, run, "end", terminated.Time("finishedAt") ?? cluster.Now, terminated);
        if (run.Said.Add("over")) logs.End(container.Pod.Uid, container.Name);
    }

    private void Say(ContainerView container, Choice choice, Run run, string at, DateTimeOffset time, JsonNode? terminated)
    {
        if (!run.Said.Add(at)) return;

        // Statuses tell whole seconds; what happens now is told to the tick.
        var when = cluster.Now - time < TimeSpan.FromSeconds(1) ? cluster.Now : time;
        var words = new StepWords(cluster, container.Pod, choice, container, TimeSpan.Zero);
        foreach (var line in choice.Plan.Logs.Where(rule => string.Equals(rule.At, at, StringComparison.Ordinal))
            .SelectMany(rule => rule.Lines))
        {
            var text = StageText.Fill(line, word => word is "exitCode" ? terminated.Number("exitCode") : words.Value(word));
            logs.Append(container.Pod.Uid, container.Name, text, when);
        }
    }

    private static DateTimeOffset? ReadySince(PodView view) => view.Condition("ContainersReady") is { } condition
        && condition.Text("status") is "True"
        ? condition.Time("lastTransitionTime")
        : null;

    private sealed record Run(int Number)
    {
        public HashSet<string> Said { get; } = [];
    }
}
