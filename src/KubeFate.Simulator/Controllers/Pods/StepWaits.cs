using KubeFate.Simulator.Stages;

namespace KubeFate.Simulator.Controllers.Pods;

/// <summary>What a pod (or one of its containers) is waiting for.</summary>
internal sealed record StepWait(Step Step, DateTimeOffset Began, DateTimeOffset Due);

/// <summary>
/// The waits that are under way, and how often each step happened. Kept in memory only: after a restart a wait begins anew, as it
/// does when a real kubelet is restarted.
/// </summary>
internal sealed class StepWaits
{
    private readonly Dictionary<string, Dictionary<string, StepWait>> waits = [];
    private readonly Dictionary<string, Dictionary<(string Subject, string Step), int>> tries = [];

    /// <summary>Whether a pod has not been looked at before.</summary>
    public bool IsNew(string pod) => !waits.ContainsKey(pod);

    public StepWait? Find(string pod, string subject) => waits.GetValueOrDefault(pod)?.GetValueOrDefault(subject);

    public void Begin(string pod, string subject, StepWait wait)
    {
        if (!waits.TryGetValue(pod, out var all)) waits[pod] = all = [];
        all[subject] = wait;
    }

    public void End(string pod, string subject) => waits.GetValueOrDefault(pod)?.Remove(subject);

    public int Tries(string pod, string subject, Step step) => tries.GetValueOrDefault(pod)?.GetValueOrDefault((subject, step.Name)) ?? 0;

    public void Count(string pod, string subject, Step step)
    {
        if (!tries.TryGetValue(pod, out var all)) tries[pod] = all = [];
        all[(subject, step.Name)] = Tries(pod, subject, step) + 1;
    }

    /// <summary>Ends the waits that only something outside the pod could shorten, because something outside has changed.</summary>
    public void Hurry(string pod, DateTimeOffset now)
    {
        if (!waits.TryGetValue(pod, out var all)) return;
        foreach (var (subject, wait) in all.ToList())
        {
            if (wait.Due > now && wait.Step.WaitsForOutside) all[subject] = wait with { Due = now };
        }
    }

    public void Forget(string pod)
    {
        waits.Remove(pod);
        tries.Remove(pod);
    }
}
