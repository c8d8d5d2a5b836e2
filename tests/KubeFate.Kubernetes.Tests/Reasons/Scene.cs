using KubeFate.Kubernetes.Readiness;
using KubeFate.Kubernetes.Resources;
using KubeFate.Kubernetes.Watching;

namespace KubeFate.Kubernetes.Tests.Reasons;

/// <summary>A cluster with one Deployment <c>python</c> whose pod is not ready, told by what is around it.</summary>
internal sealed class Scene
{
    public static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly List<ClusterEvent> _events = [];
    private readonly List<Claim> _claims = [];
    private readonly List<Pod> _others = [];
    private readonly List<Deployment> _deployments = [];
    private readonly List<StatefulSet> _statefulSets = [];
    private readonly ReplicaSet _set = new() { Metadata = Owned("python-5d9", "rs", "deployment") };

    public int Replicas { get; init; } = 1;

    public bool SeesReplicaSets { get; init; } = true;

    public Pod Pod { get; init; } = Waiting("ContainerCreating");

    /// <summary>A pod of the newest ReplicaSet, on a node, with these containers.</summary>
    public static Pod PodWith(params ContainerStatus[] containers) => new()
    {
        Metadata = Owned("python-5d9-x", "pod", "rs"),
        Spec = new PodSpec
        {
            NodeName = "n1",
            Containers = [.. containers.Select(one => new Container { Name = one.Name, Image = one.Image })],
            Volumes = [new Volume { PersistentVolumeClaim = new ClaimSource { ClaimName = "data" } }],
        },
        Status = new PodStatus { Phase = "Pending", ContainerStatuses = containers },
    };

    public static Pod Waiting(string reason, string message = "", int restarts = 0, TerminatedState? last = null) => PodWith(new ContainerStatus
    {
        Name = "python",
        Image = "federatedai/python:1.8.0-release",
        RestartCount = restarts,
        State = new ContainerState { Waiting = new WaitingState { Reason = reason, Message = message } },
        LastState = new ContainerState { Terminated = last },
    });

    public static Pod Running(int restarts = 0, TerminatedState? last = null) => PodWith(new ContainerStatus
    {
        Name = "python",
        RestartCount = restarts,
        State = new ContainerState { Running = new RunningState() },
        LastState = new ContainerState { Terminated = last },
    });

    public static Pod Unscheduled(string message, string reason = "Unschedulable")
    {
        var pod = PodWith();
        pod.Status.Conditions = [new Condition { Type = "PodScheduled", Status = "False", Reason = reason, Message = message }];
        return pod;
    }

    public static Pod Init(string name, ContainerState state, int restarts = 0)
    {
        var pod = Waiting("PodInitializing");
        pod.Spec.InitContainers = [new Container { Name = name, Image = "busybox:1.36" }];
        pod.Status.InitContainerStatuses = [new ContainerStatus { Name = name, State = state, RestartCount = restarts }];
        return pod;
    }

    public static ObjectMeta Owned(string name, string uid, string owner) => new()
    {
        Name = name,
        Uid = uid,
        OwnerReferences = [new OwnerReference { Uid = owner, Controller = true }],
        Annotations = new Annotations { Revision = "1" },
    };

    public Scene Event(string reason, string message, string uid = "pod", int secondsAgo = 0)
    {
        _events.Add(new ClusterEvent
        {
            Metadata = new ObjectMeta { Name = $"e{_events.Count}" },
            InvolvedObject = new InvolvedObject { Uid = uid },
            Reason = reason,
            Message = message,
            LastTimestamp = Now.AddSeconds(-secondsAgo),
        });
        return this;
    }

    public Scene Claim(string name, string phase, string? storageClass = "fast")
    {
        _claims.Add(new Claim
        {
            Metadata = new ObjectMeta { Name = name, Uid = "claim-" + name },
            Spec = new ClaimSpec { StorageClassName = storageClass },
            Status = new ClaimStatus { Phase = phase },
        });
        return this;
    }

    public Scene Deployment(Deployment one)
    {
        _deployments.Add(one);
        return this;
    }

    public Scene StatefulSet(StatefulSet one)
    {
        _statefulSets.Add(one);
        return this;
    }

    public Scene AnotherPod(Pod pod)
    {
        _others.Add(pod);
        return this;
    }

    public Scene RefusedToCreate(string message)
    {
        _set.Status.Conditions = [new Condition { Type = "ReplicaFailure", Status = "True", Reason = "FailedCreate", Message = message }];
        return this;
    }

    public ClusterSnapshot Read() => SnapshotReader.Read(new ClusterObjects
    {
        Cluster = "fate-9999",
        Deployments =
        [
            new Deployment
            {
                Metadata = new ObjectMeta { Name = "python", Uid = "deployment" },
                Spec = new DeploymentSpec { Replicas = Replicas },
                Status = new DeploymentStatus { Replicas = Replicas, UpdatedReplicas = Replicas },
            },
            .. _deployments,
        ],
        StatefulSets = _statefulSets,
        ReplicaSets = SeesReplicaSets ? [_set] : [],
        Pods = [Pod, .. _others],
        Claims = _claims,
        Events = _events,
    });

    public WorkloadState Python => Read().Workloads.Single(one => one.Name == "python");
}
