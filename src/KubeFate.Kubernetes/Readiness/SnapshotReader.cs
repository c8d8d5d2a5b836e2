using KubeFate.Kubernetes.Resources;
using KubeFate.Kubernetes.Watching;

namespace KubeFate.Kubernetes.Readiness;

/// <summary>Makes of a cluster's objects what people want to know: which workloads are ready, and what the others wait for.</summary>
internal static class SnapshotReader
{
    public static ClusterSnapshot Read(ClusterObjects objects)
    {
        var ownership = new Ownership(objects);
        var workloads = new List<WorkloadState>();
        workloads.AddRange(objects.Deployments.Select(one => State(WorkloadKind.Deployment, one, DeploymentRule.Judge(one), ownership)));
        workloads.AddRange(objects.StatefulSets.Select(one => State(WorkloadKind.StatefulSet, one, StatefulSetRule.Judge(one), ownership)));
        workloads.AddRange(objects.DaemonSets.Select(one => State(WorkloadKind.DaemonSet, one, DaemonSetRule.Judge(one), ownership)));
        workloads.AddRange(objects.Jobs.Where(IsOurs).Select(one => State(WorkloadKind.Job, one, JobRule.Judge(one), ownership)));
        workloads.Sort((a, b) => a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind) : string.CompareOrdinal(a.Name, b.Name));

        return new ClusterSnapshot
        {
            Workloads = workloads,
            Claims = [],
            AllReady = workloads.Count > 0 && workloads.TrueForAll(one => one.Condition == WorkloadCondition.Available),
            Containers = Containers(objects.Pods),
            Notes = objects.Notes,
        };
    }

    /// <summary>Helm waits for its hooks itself, and a CronJob's Jobs come and go.</summary>
    private static bool IsOurs(Job job) => job.Metadata.Annotations?.Hook is null && job.Metadata.Owner is null;

    private static WorkloadState State(WorkloadKind kind, IResource workload, Rollout rollout, Ownership ownership)
    {
        var meta = workload.Metadata;
        return new WorkloadState
        {
            Kind = kind,
            Name = meta.Name,
            Module = meta.Labels?.Module ?? meta.Name,
            Condition = rollout.Done ? WorkloadCondition.Available
                : rollout.Waiting is { Stuck: true } ? WorkloadCondition.Unavailable
                : WorkloadCondition.Progressing,
            Ready = rollout.Ready,
            Desired = rollout.Desired,
            WaitingFor = rollout.Waiting?.Sentence,
            Reason = rollout.Waiting?.Reason,
            Stuck = rollout.Waiting?.Stuck ?? false,
            ReadySince = rollout.Done ? ReadySince(workload, ownership.PodsOf(workload)) : null,
        };
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

    private static int Badness(string state) => state switch { "Running" => 0, "Terminated" => 1, _ => 2 };
}
