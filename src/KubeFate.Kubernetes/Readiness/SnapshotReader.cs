using KubeFate.Kubernetes.Reasons;
using KubeFate.Kubernetes.Resources;
using KubeFate.Kubernetes.Watching;

namespace KubeFate.Kubernetes.Readiness;

/// <summary>Makes of a cluster's objects what people want to know: which workloads are ready, and what the others wait for.</summary>
internal static class SnapshotReader
{
    public static ClusterSnapshot Read(ClusterObjects objects)
    {
        var ownership = new Ownership(objects);
        var clues = new Clues(objects);
        var explainer = new Explainer(clues, ownership);
        var judged = Judge(objects).Select(one => one with { Waiting = explainer.Explain(one.Workload, one.Rollout) }).ToList();
        var workloads = judged.ConvertAll(one => State(one, WithModule(one.Waiting, judged), ownership));
        workloads.Sort((a, b) => a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind) : string.CompareOrdinal(a.Name, b.Name));

        return new ClusterSnapshot
        {
            Workloads = workloads,
            Claims = Claims(objects, clues),
            AllReady = workloads.Count > 0 && workloads.TrueForAll(one => one.Condition == WorkloadCondition.Available),
            Containers = Containers(objects.Pods),
            Notes = objects.Notes,
        };
    }

    private static IEnumerable<Judged> Judge(ClusterObjects objects) =>
    [
        .. objects.Deployments.Select(one => new Judged(WorkloadKind.Deployment, one, DeploymentRule.Judge(one))),
        .. objects.StatefulSets.Select(one => new Judged(WorkloadKind.StatefulSet, one, StatefulSetRule.Judge(one))),
        .. objects.DaemonSets.Select(one => new Judged(WorkloadKind.DaemonSet, one, DaemonSetRule.Judge(one))),
        .. objects.Jobs.Where(IsOurs).Select(one => new Judged(WorkloadKind.Job, one, JobRule.Judge(one))),
    ];

    /// <summary>Helm waits for its hooks itself, and a CronJob's Jobs come and go.</summary>
    private static bool IsOurs(Job job) => job.Metadata.Annotations?.Hook is null && job.Metadata.Owner is null;

    /// <summary>Waiting for a module that is itself stuck ends only when somebody helps that one.</summary>
    private static Waiting? WithModule(Waiting? waiting, List<Judged> all)
    {
        if (waiting?.Module is not { } module) return waiting;
        var other = all.Find(one => Is(one.Workload.Metadata.Name, module)) ?? all.Find(one => Is(one.Module, module));
        return other?.Waiting is { Stuck: true } ? waiting with { Sentence = $"{waiting.Sentence}, which is stuck itself" } : waiting;
    }

    private static WorkloadState State(Judged one, Waiting? waiting, Ownership ownership) => new()
    {
        Kind = one.Kind,
        Name = one.Workload.Metadata.Name,
        Module = one.Module,
        Condition = one.Rollout.Done ? WorkloadCondition.Available
            : waiting is { Stuck: true } ? WorkloadCondition.Unavailable
            : WorkloadCondition.Progressing,
        Ready = one.Rollout.Ready,
        Desired = one.Rollout.Desired,
        WaitingFor = waiting?.Sentence,
        Reason = waiting?.Reason,
        Stuck = waiting?.Stuck ?? false,
        ReadySince = one.Rollout.Done ? ReadySince(one.Workload, ownership.PodsOf(one.Workload)) : null,
    };

    private static IReadOnlyList<ClaimState> Claims(ClusterObjects objects, Clues clues)
    {
        var mounted = objects.Pods.SelectMany(pod => pod.Spec.Volumes ?? []).Select(one => one.PersistentVolumeClaim?.ClaimName).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from claim in objects.Claims.OrderBy(one => one.Metadata.Name, StringComparer.Ordinal)
               let name = claim.Metadata.Name
               where Is(claim.Metadata.Labels?.Name, objects.Cluster) || mounted.Contains(name)
               let waiting = ClaimRule.Judge(claim, clues.EventsOf(claim))
               select new ClaimState(name, waiting is null, waiting?.Sentence, waiting?.Stuck ?? false),
        ];
    }

    private static DateTimeOffset? ReadySince(IResource workload, IReadOnlyList<Pod> pods) =>
        workload is Job job
            ? job.Status.CompletionTime
            : pods.Max(pod => pod.Status.Conditions.Of("Ready") is { IsTrue: true } ready ? ready.LastTransitionTime : null)
                ?? (workload as Deployment)?.Status.Conditions.Of("Available")?.LastTransitionTime;

    private static SortedDictionary<string, string> Containers(IReadOnlyList<Pod> pods)
    {
        var states = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var container in pods.Where(pod => pod.Metadata.DeletionTimestamp is null).SelectMany(pod => pod.Status.ContainerStatuses ?? []))
        {
            var state = StateOf(container);
            if (!states.TryGetValue(container.Name, out var known) || Badness(state) > Badness(known)) states[container.Name] = state;
        }

        return states;
    }

    private static string StateOf(ContainerStatus container) =>
        container.State.Running is not null ? "Running" : container.State.Terminated is not null ? "Terminated" : "Waiting";

    private static bool Is(string? one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    private static int Badness(string state) => state switch { "Running" => 0, "Terminated" => 1, _ => 2 };

    private sealed record Judged(WorkloadKind Kind, IResource Workload, Rollout Rollout)
    {
        public Waiting? Waiting { get; init; }

        public string Module => Workload.Metadata.Labels?.Module ?? Workload.Metadata.Name;
    }
}
