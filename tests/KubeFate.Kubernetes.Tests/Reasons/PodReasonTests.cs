using KubeFate.Kubernetes.Readiness;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Tests.Reasons;

public sealed class PodReasonTests
{
    [Theory]
    [InlineData(
        "0/3 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 2 Insufficient memory. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.",
        "too little memory on 2 nodes, 1 node tainted node-role.kubernetes.io/control-plane; free some, add a node, or ask for less in resources")]
    [InlineData("0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient nvidia.com/gpu.", "too little cpu on 1 node, too little nvidia.com/gpu on 1 node; free some, add a node, or ask for less in resources")]
    [InlineData("0/1 nodes are available: 1 node(s) had taint {a: b}, that the pod didn't tolerate.", "1 node tainted a: b; add a node, remove the taint or set tolerations")]
    [InlineData("0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.", "2 nodes not matching nodeSelector or affinity; correct nodeSelector, or label a node")]
    [InlineData("0/1 nodes are available: 1 node(s) were unschedulable.", "1 node cordoned; kubectl uncordon it")]
    [InlineData("0/1 nodes are available: 1 Too many pods.", "1 node full of pods; add a node")]
    [InlineData("0/1 nodes are available: 1 node(s) had volume node affinity conflict.", "its volume is bound to another place than 1 node; free the node that has the volume")]
    [InlineData("0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.", "the port is taken on 1 node; choose another port")]
    [InlineData("something new", "something new")]
    public void The_schedulers_words_are_summed_up(string words, string sentence)
    {
        var state = new Scene { Pod = Scene.Unscheduled(words) }.Python;

        Assert.Equal("no node can take its pod: " + sentence, state.WaitingFor);
        Assert.Equal((WaitReason.Unschedulable, true), (state.Reason, state.Stuck));
    }

    [Fact]
    public void A_pod_for_which_a_node_is_being_added_is_not_stuck()
    {
        var state = new Scene { Pod = Scene.Unscheduled("0/1 nodes are available: 1 Insufficient cpu.") }.Event("TriggeredScaleUp", "pod triggered scale-up").Python;

        Assert.Equal(("no node has room for its pod; a new one is being added", false), (state.WaitingFor, state.Stuck));
    }

    [Theory]
    [InlineData("", "its pod waits to be given a node")]
    [InlineData("node-1", "its pod is to start on the node node-1")]
    public void A_pod_in_its_first_moments_says_where_it_stands(string node, string sentence)
    {
        var pod = Scene.PodWith();
        pod.Spec.NodeName = node;

        Assert.Equal(sentence, new Scene { Pod = pod }.Python.WaitingFor);
    }

    [Fact]
    public void A_gated_pod_waits_for_whoever_gated_it() =>
        Assert.Equal(WaitReason.Paused, new Scene { Pod = Scene.Unscheduled("Scheduling is blocked", "SchedulingGated") }.Python.Reason);

    [Fact]
    public void A_pod_whose_claim_gets_no_volume_tells_the_claims_reason()
    {
        var state = new Scene { Pod = Scene.Unscheduled("0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.") }
            .Claim("data", "Pending")
            .Event("ProvisioningFailed", "storageclass.storage.k8s.io \"fast\" not found", uid: "claim-data");

        Assert.Equal(
            "the claim data asks for the storage class fast, which does not exist: choose one of kubectl get storageclass as storageClass",
            state.Python.WaitingFor);
        var claim = Assert.Single(state.Read().Claims);
        Assert.Equal(("data", false, true), (claim.Name, claim.Bound, claim.Stuck));
    }

    [Fact]
    public void A_claim_that_does_not_exist_is_named()
    {
        var state = new Scene { Pod = Scene.Unscheduled("persistentvolumeclaim \"data\" not found") }.Python;

        Assert.Equal((WaitReason.VolumeMissing, true), (state.Reason, state.Stuck));
    }

    [Theory]
    [InlineData("ping-mysql", "waits for mysql")]
    [InlineData("wait-for-clustermanager", "waits for clustermanager")]
    [InlineData("mysql-ready", "waits for mysql")]
    [InlineData("copy-files", "the init container copy-files is at work")]
    public void An_init_container_waits_for_the_module_it_is_named_after(string name, string sentence) =>
        Assert.Equal(sentence, new Scene { Pod = Scene.Init(name, Running()) }.Python.WaitingFor);

    [Fact]
    public void Waiting_for_a_module_that_is_stuck_says_so()
    {
        var mysql = new Deployment
        {
            Metadata = new ObjectMeta { Name = "mysql", Uid = "mysql" },
            Status = new DeploymentStatus { Conditions = [new Condition { Type = "ReplicaFailure", Status = "True", Message = "exceeded quota: q, requested: cpu=1" }] },
        };

        Assert.Equal("waits for mysql, which is stuck itself", new Scene { Pod = Scene.Init("ping-mysql", Running()) }.Deployment(mysql).Python.WaitingFor);
    }

    [Fact]
    public void An_init_container_that_crashes_is_told_as_one()
    {
        var pod = Scene.Init("ping-mysql", new ContainerState { Terminated = new TerminatedState { ExitCode = 2, Reason = "Error" } }, restarts: 1);

        Assert.StartsWith("the init container ping-mysql crashed 2 times (exit code 2)", new Scene { Pod = pod }.Python.WaitingFor, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finished_init_container_and_a_started_sidecar_hold_nothing_up()
    {
        var pod = Scene.Init("sidecar", Running());
        pod.Spec.InitContainers![0].RestartPolicy = "Always";
        pod.Status.InitContainerStatuses![0].Started = true;

        Assert.Equal("the container python is being made on the node n1", new Scene { Pod = pod }.Python.WaitingFor);
    }

    [Theory]
    [InlineData("Pulling", "Pulling image \"federatedai/python:1.8.0-release\"", WaitReason.PullingImage, "the image federatedai/python:1.8.0-release is being pulled to the node n1")]
    [InlineData("FailedMount", "MountVolume.SetUp failed for volume \"c\" : configmap \"python-config\" not found", WaitReason.ConfigMissing, "needs the ConfigMap python-config, which does not exist: create it")]
    [InlineData("FailedMount", "MountVolume.SetUp failed for volume \"d\" : mount.nfs: access denied", WaitReason.MountFailed, "a volume cannot be mounted on the node n1: MountVolume.SetUp failed for volume \"d\" : mount.nfs: access denied")]
    [InlineData("FailedAttachVolume", "Multi-Attach error for volume \"pvc-1\"", WaitReason.MountFailed, "its volume is still in use on another node: it waits until the old pod there is gone")]
    [InlineData("FailedCreatePodSandBox", "failed to set up sandbox: cni not ready", WaitReason.SandboxFailed, "the node n1 cannot set up the pod's network: failed to set up sandbox: cni not ready; see to its network plugin")]
    public void A_container_that_is_being_made_is_explained_by_the_newest_event(string reason, string words, WaitReason expected, string sentence)
    {
        var state = new Scene().Event("FailedMount", "long ago", secondsAgo: 100).Event(reason, words).Python;

        Assert.Equal((expected, sentence), (state.Reason!.Value, state.WaitingFor));
    }

    [Theory]
    [InlineData("pods \"p\" is forbidden: exceeded quota: small, requested: limits.memory=4Gi, used: limits.memory=0, limited: limits.memory=1Gi", WaitReason.QuotaExceeded, "the quota small leaves no room for its pod (requested: limits.memory=4Gi, used: limits.memory=0, limited: limits.memory=1Gi): raise it, or ask for less in resources")]
    [InlineData("pods \"p\" is forbidden: failed quota: small: must specify limits.cpu for: python", WaitReason.QuotaExceeded, "the quota small asks every pod to specify limits.cpu for: python: set them in resources")]
    [InlineData("pods \"p\" is forbidden: error looking up service account ns/fate: serviceaccount \"fate\" not found", WaitReason.CreationRefused, "its pods need the service account fate, which does not exist: create it")]
    [InlineData("pods \"p\" is forbidden: violates PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false", WaitReason.CreationRefused, "the namespace's pod security level restricted forbids its pods (allowPrivilegeEscalation != false): use a namespace that allows them")]
    [InlineData("admission webhook \"policy.example\" denied the request: no", WaitReason.CreationRefused, "the admission webhook policy.example forbids its pods: no")]
    [InlineData("anything else", WaitReason.CreationRefused, "Kubernetes does not create its pods: anything else")]
    public void Pods_that_may_not_be_created_are_told_from_the_ReplicaSets_condition(string words, WaitReason expected, string sentence)
    {
        var state = new Scene().RefusedToCreate(words).Python;

        Assert.Equal((expected, sentence, true), (state.Reason!.Value, state.WaitingFor, state.Stuck));
    }

    [Fact]
    public void A_StatefulSet_without_pods_tells_why_from_its_events()
    {
        var set = new StatefulSet { Metadata = new ObjectMeta { Name = "mysql", Uid = "set", Generation = 1 }, Status = new StatefulSetStatus { ObservedGeneration = 1 } };
        var scene = new Scene().StatefulSet(set).Event("FailedCreate", "create Pod mysql-0 failed error: exceeded quota: q, requested: cpu=1", uid: "set");

        Assert.Equal(WaitReason.QuotaExceeded, scene.Read().Workloads.Single(one => one.Name == "mysql").Reason);
    }

    [Fact]
    public void A_broken_pod_of_the_old_revision_that_holds_up_a_StatefulSet_is_to_be_deleted()
    {
        var set = new StatefulSet
        {
            Metadata = new ObjectMeta { Name = "mysql", Uid = "set", Generation = 2 },
            Status = new StatefulSetStatus { ObservedGeneration = 2, CurrentRevision = "a", UpdateRevision = "b" },
        };
        var pod = Scene.Waiting("ImagePullBackOff", "not found");
        pod.Metadata = Scene.Owned("mysql-0", "p", "set");
        pod.Metadata.Labels = new Labels { Revision = "a" };

        var state = new Scene().StatefulSet(set).AnotherPod(pod).Read().Workloads.Single(one => one.Name == "mysql");
        Assert.Equal((WaitReason.OldPodBlocks, true), (state.Reason, state.Stuck));
        Assert.StartsWith("the broken pod mysql-0 of the old revision holds up the update: delete it with kubectl delete pod mysql-0", state.WaitingFor, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_pods_the_one_that_is_stuck_is_told_by_name()
    {
        var stuck = Scene.Waiting("InvalidImageName");
        stuck.Metadata = Scene.Owned("python-5d9-y", "pod2", "rs");

        Assert.StartsWith("pod python-5d9-y: '", new Scene { Replicas = 2, Pod = Scene.Running() }.AnotherPod(stuck).Python.WaitingFor, StringComparison.Ordinal);
    }

    [Fact]
    public void Trouble_of_an_old_ReplicaSets_pod_is_being_mended()
    {
        var old = Scene.Waiting("InvalidImageName");
        old.Metadata = Scene.Owned("python-old", "pod2", "another-set");

        Assert.False(new Scene { Pod = Scene.Running() }.AnotherPod(old).Python.Stuck);
    }

    [Theory]
    [InlineData("python-5d9", true)]
    [InlineData("python-extra-5d9", false)]
    [InlineData("python", false)]
    public void Without_a_ReplicaSet_in_sight_the_owners_name_tells_whose_pod_it_is(string owner, bool isOurs)
    {
        var pod = Scene.Waiting("InvalidImageName");
        pod.Metadata.OwnerReferences = [new OwnerReference { Kind = "ReplicaSet", Name = owner, Uid = "unseen", Controller = true }];

        Assert.Equal(isOurs, new Scene { Pod = pod, SeesReplicaSets = false }.Python.Stuck);
    }

    [Fact]
    public void Old_pods_that_end_are_counted()
    {
        var pod = Scene.Running();
        pod.Metadata.DeletionTimestamp = Scene.Now;

        Assert.Equal("1 old pod still ending", new Scene { Pod = pod }.Python.WaitingFor);
    }

    [Fact]
    public void Evicted_and_lost_pods_are_told()
    {
        var evicted = Scene.PodWith();
        evicted.Status = new PodStatus { Phase = "Failed", Reason = "Evicted", Message = "The node was low on resource: memory." };
        Assert.Equal("its pod was evicted from the node n1 and is replaced: The node was low on resource: memory", new Scene { Pod = evicted }.Python.WaitingFor);

        var lost = Scene.Running();
        lost.Status.Reason = "NodeLost";
        Assert.Equal((WaitReason.NodeLost, true), (new Scene { Pod = lost }.Python.Reason, new Scene { Pod = lost }.Python.Stuck));
    }

    [Fact]
    public void A_quote_of_another_program_is_one_line_and_not_endless() =>
        Assert.Equal(241, Words.Clip(string.Join("\n", Enumerable.Repeat("word", 200))).Length);

    private static ContainerState Running() => new() { Running = new RunningState() };
}
