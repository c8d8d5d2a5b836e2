namespace KubeFate.Kubernetes.Readiness;

/// <summary>What a rule says of a workload: how far it is, and what its own status waits for. Pods are not looked at here.</summary>
/// <param name="Done">As <c>kubectl rollout status</c> would end with success.</param>
/// <param name="Ready">Pods that are ready and new.</param>
/// <param name="Desired">Pods that are wanted.</param>
/// <param name="Waiting">What it waits for; null when done.</param>
internal sealed record Rollout(bool Done, int Ready, int Desired, Waiting? Waiting)
{
    public static Rollout Complete(int ready, int desired) => new(Done: true, ready, desired, Waiting: null);

    public static Rollout Going(int ready, int desired, string sentence) =>
        new(Done: false, ready, desired, new Waiting(WaitReason.RollingOut, sentence));

    public static Rollout Stopped(int ready, int desired, WaitReason reason, string sentence) =>
        new(Done: false, ready, desired, new Waiting(reason, sentence, Stuck: true));

    public static Rollout NotObserved(int ready, int desired) =>
        Going(ready, desired, "waits for Kubernetes to take up the new specification");
}

/// <summary>One plain sentence of why something is not ready.</summary>
/// <param name="Reason">Its kind.</param>
/// <param name="Sentence">Cause and, where somebody must act, what to do.</param>
/// <param name="Stuck">It will not pass by itself.</param>
internal sealed record Waiting(WaitReason Reason, string Sentence, bool Stuck = false)
{
    /// <summary>The workload or module it waits for; null when it waits for none.</summary>
    public string? Module { get; init; }
}
