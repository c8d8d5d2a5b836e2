using KubeFate.Kubernetes.Readiness;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Tests.Readiness;

/// <summary>The rules of <c>kubectl rollout status</c>, line by line.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData(2, 1, 3, 3, 3, 3, false, "waits for Kubernetes to take up the new specification")]
    [InlineData(1, 1, 1, 0, 1, 3, false, "1 of 3 new pods created")]
    [InlineData(1, 1, 3, 3, 4, 3, false, "1 old pod still to be ended")]
    [InlineData(1, 1, 3, 2, 3, 3, false, "2 of 3 pods available")]
    [InlineData(1, 1, 3, 3, 3, 3, true, null)]
    [InlineData(1, 2, 0, 0, 0, 0, true, null)]
    public void A_Deployment_is_judged_by_generation_updated_old_and_available(
        long generation, long observed, int updated, int available, int replicas, int desired, bool done, string? sentence)
    {
        var rollout = DeploymentRule.Judge(new Deployment
        {
            Metadata = new ObjectMeta { Generation = generation },
            Spec = new DeploymentSpec { Replicas = desired },
            Status = new DeploymentStatus
            {
                ObservedGeneration = observed,
                UpdatedReplicas = updated,
                AvailableReplicas = available,
                Replicas = replicas,
            },
        });

        Assert.Equal((done, sentence), (rollout.Done, rollout.Waiting?.Sentence));
        Assert.Equal(desired, rollout.Desired);
    }

    [Fact]
    public void A_Deployment_past_its_progress_deadline_is_stuck()
    {
        var rollout = DeploymentRule.Judge(new Deployment
        {
            Status = new DeploymentStatus { Conditions = [new Condition { Type = "Progressing", Status = "False", Reason = "ProgressDeadlineExceeded" }] },
        });

        Assert.Equal((WaitReason.DeadlineExceeded, true), (rollout.Waiting!.Reason, rollout.Waiting.Stuck));
    }

    [Fact]
    public void A_paused_Deployment_with_old_pods_is_stuck_and_says_how_to_resume()
    {
        var rollout = DeploymentRule.Judge(new Deployment
        {
            Metadata = new ObjectMeta { Name = "python" },
            Spec = new DeploymentSpec { Paused = true },
            Status = new DeploymentStatus { Replicas = 1 },
        });

        Assert.True(rollout.Waiting!.Stuck);
        Assert.Contains("kubectl rollout resume deployment/python", rollout.Waiting.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0, 3, 3, "RollingUpdate", 0, false)] // not observed yet
    [InlineData(2, 1, 3, 3, "RollingUpdate", 0, false)]
    [InlineData(1, 1, 2, 3, "RollingUpdate", 0, false)] // not all ready
    [InlineData(1, 1, 3, 2, "RollingUpdate", 0, false)] // not all updated
    [InlineData(1, 1, 3, 1, "RollingUpdate", 2, true)] // those above the partition are
    [InlineData(1, 1, 3, 0, "RollingUpdate", 2, false)]
    [InlineData(1, 1, 3, 3, "RollingUpdate", 0, true)]
    [InlineData(1, 1, 3, 0, "OnDelete", null, true)] // old pods stay until somebody deletes them
    [InlineData(1, 1, 2, 3, "OnDelete", null, false)]
    public void A_StatefulSet_is_judged_by_generation_ready_and_updated_above_its_partition(
        long generation, long observed, int ready, int updated, string strategy, int? partition, bool done)
    {
        var rollout = StatefulSetRule.Judge(new StatefulSet
        {
            Metadata = new ObjectMeta { Generation = generation },
            Spec = new StatefulSetSpec
            {
                Replicas = 3,
                UpdateStrategy = new UpdateStrategy { Type = strategy, RollingUpdate = partition is null ? null : new RollingUpdate { Partition = partition } },
            },
            Status = new StatefulSetStatus { ObservedGeneration = observed, ReadyReplicas = ready, UpdatedReplicas = updated, CurrentRevision = "a", UpdateRevision = "b" },
        });

        Assert.Equal(done, rollout.Done);
    }

    [Theory]
    [InlineData("a", "b", false)]
    [InlineData("b", "b", true)]
    public void A_StatefulSet_without_a_partition_is_judged_by_its_revisions(string current, string update, bool done)
    {
        var set = new StatefulSet
        {
            Metadata = new ObjectMeta { Generation = 1 },
            Spec = new StatefulSetSpec { Replicas = 1 },
            Status = new StatefulSetStatus { ObservedGeneration = 1, ReadyReplicas = 1, CurrentRevision = current, UpdateRevision = update },
        };

        Assert.Equal(done, StatefulSetRule.Judge(set).Done);
    }

    [Theory]
    [InlineData("OrderedReady", "1 of 3 pods ready, started one after the other")]
    [InlineData("Parallel", "1 of 3 pods ready")]
    public void A_StatefulSet_says_whether_its_pods_start_in_order(string policy, string sentence)
    {
        var set = new StatefulSet
        {
            Spec = new StatefulSetSpec { Replicas = 3, PodManagementPolicy = policy },
            Status = new StatefulSetStatus { ObservedGeneration = 1, ReadyReplicas = 1 },
        };

        Assert.Equal(sentence, StatefulSetRule.Judge(set).Waiting!.Sentence);
    }

    [Theory]
    [InlineData(2, 1, 3, 3, "RollingUpdate", false)]
    [InlineData(1, 1, 2, 3, "RollingUpdate", false)]
    [InlineData(1, 1, 3, 2, "RollingUpdate", false)]
    [InlineData(1, 1, 3, 3, "RollingUpdate", true)]
    [InlineData(1, 1, 0, 3, "OnDelete", true)]
    public void A_DaemonSet_is_judged_by_generation_updated_and_available(
        long generation, long observed, int updated, int available, string strategy, bool done)
    {
        var set = new DaemonSet
        {
            Metadata = new ObjectMeta { Generation = generation },
            Spec = new DaemonSetSpec { UpdateStrategy = new UpdateStrategy { Type = strategy } },
            Status = new DaemonSetStatus { ObservedGeneration = observed, DesiredNumberScheduled = 3, UpdatedNumberScheduled = updated, NumberAvailable = available },
        };

        Assert.Equal(done, DaemonSetRule.Judge(set).Done);
    }

    [Fact]
    public void A_Job_is_done_when_complete_and_stuck_when_failed_or_suspended()
    {
        Assert.Equal("the job is to start", JobRule.Judge(new Job()).Waiting!.Sentence);
        Assert.Equal("the job runs", JobRule.Judge(new Job { Status = new JobStatus { Active = 1 } }).Waiting!.Sentence);
        Assert.True(JobRule.Judge(With("Complete", "")).Done);
        Assert.True(JobRule.Judge(new Job { Spec = new JobSpec { Suspend = true } }).Waiting!.Stuck);

        var failed = JobRule.Judge(With("Failed", "BackoffLimitExceeded"));
        Assert.Equal((WaitReason.JobFailed, true), (failed.Waiting!.Reason, failed.Waiting.Stuck));
        Assert.StartsWith("the job failed: its pod failed 7 times", failed.Waiting.Sentence, StringComparison.Ordinal);

        static Job With(string type, string reason) => new()
        {
            Status = new JobStatus { Failed = 7, Conditions = [new Condition { Type = type, Status = "True", Reason = reason }] },
        };
    }

    [Theory]
    [InlineData("Bound", null, "", "", null, false)]
    [InlineData("Lost", null, "", "", WaitReason.VolumeMissing, true)]
    [InlineData("Pending", "fast", "", "", WaitReason.VolumePending, false)]
    [InlineData("Pending", "fast", "WaitForFirstConsumer", "waiting for first consumer", WaitReason.VolumePending, false)]
    [InlineData("Pending", "fast", "ProvisioningFailed", "storageclass.storage.k8s.io \"fast\" not found", WaitReason.VolumeUnbound, true)]
    [InlineData("Pending", "fast", "ProvisioningFailed", "disk quota used up", WaitReason.VolumeUnbound, true)]
    [InlineData("Pending", null, "FailedBinding", "no persistent volumes available for this claim and no storage class is set", WaitReason.VolumeUnbound, true)]
    public void A_claim_is_judged_by_its_phase_and_its_newest_event(
        string phase, string? storageClass, string reason, string message, WaitReason? expected, bool stuck)
    {
        var claim = new Claim { Spec = new ClaimSpec { StorageClassName = storageClass }, Status = new ClaimStatus { Phase = phase } };
        var waiting = ClaimRule.Judge(claim, reason.Length == 0 ? [] : [new ClusterEvent { Reason = reason, Message = message }]);

        Assert.Equal((expected, stuck), (waiting?.Reason, waiting?.Stuck ?? false));
    }
}
