using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Tests.Reasons;

public sealed class ContainerReasonTests
{
    private const string Image = "the image federatedai/python:1.8.0-release cannot be pulled from docker.io: ";

    [Theory]
    [InlineData("ErrImagePull", "manifest for federatedai/python:1.8.0-release not found: manifest unknown", "there is no such image or tag; check registry and tag", true)]
    [InlineData("ErrImagePull", "pull access denied, repository does not exist or may require authorization", "it does not exist there or needs a sign-in; check registry and tag, or name a secret in imagePullSecrets", true)]
    [InlineData("ErrImagePull", "dial tcp: lookup registry-1.docker.io: no such host", "the node cannot reach the registry; set registry to a mirror, or load the image on the nodes", false)]
    [InlineData("ErrImagePull", "toomanyrequests: You have reached your pull rate limit", "the registry's limit of pulls is reached; wait, or set registry to a mirror", false)]
    [InlineData("ErrImagePull", "no match for platform in manifest: not found", "it is not built for the node's processor; choose another node or image", true)]
    [InlineData("ErrImagePull", "something\n  new.", "something new; check registry and tag", false)]
    [InlineData("ImagePullBackOff", "Back-off pulling image \"x\": ErrImagePull: i/o timeout", "the node cannot reach the registry; set registry to a mirror, or load the image on the nodes", true)]
    public void An_image_pull_that_fails_names_image_registry_cause_and_cure(string reason, string words, string sentence, bool stuck)
    {
        var state = new Scene { Pod = Scene.Waiting(reason, words) }.Python;

        Assert.Equal(Image + sentence, state.WaitingFor);
        Assert.Equal((WaitReason.ImagePull, stuck), (state.Reason, state.Stuck));
        Assert.Equal(stuck ? WorkloadCondition.Unavailable : WorkloadCondition.Progressing, state.Condition);
    }

    [Fact]
    public void A_back_off_that_says_nothing_is_explained_by_the_event_before_it()
    {
        var state = new Scene { Pod = Scene.Waiting("ImagePullBackOff", "Back-off pulling image") }
            .Event("Failed", "Failed to pull image \"federatedai/python:1.8.0-release\": x509: certificate signed by unknown authority", secondsAgo: 9)
            .Event("Failed", "Error: ErrImagePull", secondsAgo: 8).Python;

        Assert.StartsWith(Image + "the node does not trust the registry's certificate", state.WaitingFor, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pull_that_failed_before_stays_stuck_while_it_is_tried_again()
    {
        var scene = new Scene { Pod = Scene.Waiting("ErrImagePull", "i/o timeout") };
        Assert.False(scene.Python.Stuck);

        scene.Event("Failed", "Failed to pull image \"federatedai/python:1.8.0-release\": i/o timeout", secondsAgo: 30)
            .Event("Failed", "Failed to pull image \"federatedai/python:1.8.0-release\": i/o timeout");
        Assert.True(scene.Python.Stuck);
    }

    [Fact]
    public void Pull_secrets_of_the_pod_are_named()
    {
        var pod = Scene.Waiting("ErrImagePull", "unauthorized");
        pod.Spec.ImagePullSecrets = [new NamedReference { Name = "hub" }];

        Assert.EndsWith("that the secret hub exists and is right", new Scene { Pod = pod }.Python.WaitingFor, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mysql:8.0.28", "docker.io")]
    [InlineData("federatedai/eggroll:1", "docker.io")]
    [InlineData("hub.c.163.com/federatedai/eggroll:1", "hub.c.163.com")]
    [InlineData("localhost:5000/eggroll", "localhost:5000")]
    [InlineData("localhost/eggroll", "localhost")]
    public void The_registry_is_the_first_part_if_it_looks_like_a_host(string image, string registry) =>
        Assert.Equal(registry, Kubernetes.Reasons.ImageReason.RegistryOf(image));

    [Theory]
    [InlineData("InvalidImageName", "", WaitReason.ImageName, "'federatedai/python:1.8.0-release' cannot be the name of an image: correct registry and tag")]
    [InlineData("ErrImageNeverPull", "", WaitReason.ImagePull, "the image federatedai/python:1.8.0-release is not on the node n1 and may not be pulled: load it there, or change pullPolicy")]
    [InlineData("CreateContainerConfigError", "secret \"mysql\" not found", WaitReason.ConfigMissing, "needs the secret mysql, which does not exist: create it")]
    [InlineData("CreateContainerConfigError", "configmap \"cfg\" not found", WaitReason.ConfigMissing, "needs the ConfigMap cfg, which does not exist: create it")]
    [InlineData("CreateContainerConfigError", "couldn't find key pw in Secret ns/mysql", WaitReason.ConfigMissing, "needs the key pw of the secret mysql, which does not have it: add it")]
    [InlineData("CreateContainerConfigError", "container has runAsNonRoot and image will run as root", WaitReason.StartFailed, "the container python cannot be made: container has runAsNonRoot and image will run as root")]
    [InlineData("CreateContainerError", "no command specified", WaitReason.StartFailed, "the container python cannot be started: no command specified")]
    public void What_cannot_start_is_stuck(string reason, string words, WaitReason expected, string sentence)
    {
        var state = new Scene { Pod = Scene.Waiting(reason, words) }.Python;

        Assert.Equal((expected, sentence, true), (state.Reason!.Value, state.WaitingFor, state.Stuck));
    }

    [Theory]
    [InlineData(1, 1, "Error", WaitReason.Crash, "the container python crashed once (exit code 1); see: kubefate cluster logs --previous, container python", false)]
    [InlineData(3, 1, "Error", WaitReason.Crash, "the container python crashed 3 times (exit code 1); see: kubefate cluster logs --previous, container python", true)]
    [InlineData(3, 127, "Error", WaitReason.Crash, "the container python crashed 3 times (exit code 127, its command is not found); see: kubefate cluster logs --previous, container python", true)]
    [InlineData(4, 0, "Completed", WaitReason.Crash, "the container python ended 4 times (exit code 0, as if it were done); see: kubefate cluster logs --previous, container python", true)]
    [InlineData(5, 137, "OOMKilled", WaitReason.OutOfMemory, "the container python was ended 5 times for using more memory than its limit: raise resources.limits.memory", true)]
    public void A_crash_loop_tells_how_it_ended_and_is_stuck_after_three_restarts(
        int restarts, int exitCode, string endReason, WaitReason expected, string sentence, bool stuck)
    {
        var end = new TerminatedState { ExitCode = exitCode, Reason = endReason };
        var state = new Scene { Pod = Scene.Waiting("CrashLoopBackOff", "back-off 20s restarting failed container", restarts, end) }.Python;

        Assert.Equal((expected, sentence, stuck), (state.Reason!.Value, state.WaitingFor, state.Stuck));
    }

    [Fact]
    public void A_crash_loop_without_a_last_state_is_still_told() =>
        Assert.Equal(WaitReason.Crash, new Scene { Pod = Scene.Waiting("CrashLoopBackOff", restarts: 1) }.Python.Reason);

    [Fact]
    public void A_kill_after_a_failing_liveness_probe_says_so()
    {
        var state = new Scene { Pod = Scene.Waiting("CrashLoopBackOff", restarts: 2, last: new TerminatedState { ExitCode = 137, Reason = "Error" }) }
            .Event("Unhealthy", "Liveness probe failed: timeout").Python;

        Assert.Contains("(exit code 137, its liveness probe failed)", state.WaitingFor, StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_that_runs_again_is_not_stuck()
    {
        var state = new Scene { Pod = Scene.Running(restarts: 4, last: new TerminatedState { ExitCode = 1, Reason = "Error" }) }.Python;

        Assert.StartsWith("the container python runs again after it crashed 4 times (exit code 1), not ready yet", state.WaitingFor, StringComparison.Ordinal);
        Assert.False(state.Stuck);
    }

    [Fact]
    public void A_failing_probe_is_told_in_the_kubelets_words()
    {
        var state = new Scene { Pod = Scene.Running() }
            .Event("Unhealthy", "Startup probe failed: old news", secondsAgo: 60)
            .Event("Unhealthy", "Readiness probe failed: dial tcp 10.1.2.3:9380: connect: connection refused").Python;

        Assert.Equal(
            "the container python runs, but its readiness probe fails: dial tcp 10.1.2.3:9380: connect: connection refused;"
            + " if that stays so, see: kubefate cluster logs, container python",
            state.WaitingFor);
        Assert.Equal((WaitReason.ProbeFailing, false), (state.Reason, state.Stuck));
    }

    [Fact]
    public void A_container_that_runs_without_news_is_simply_not_ready_yet() =>
        Assert.Equal("the container python runs and is not ready yet", new Scene { Pod = Scene.Running() }.Python.WaitingFor);
}
