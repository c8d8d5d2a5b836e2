using KubeFate.Conformance.Tests.Kubectl;
using KubeFate.Testing;

namespace KubeFate.Conformance.Tests.Policies;

/// <summary>The Pod Security labels of a namespace.</summary>
public sealed class PodSecurityTests(ConformanceCluster cluster)
{
    [Fact]
    public async Task A_pod_that_violates_the_enforced_level_is_refused()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await space.ReadAsync("label", "namespace", space.Name, "pod-security.kubernetes.io/enforce=restricted");

        Assert.Contains(
            "pods \"p\" is forbidden: violates PodSecurity \"restricted:latest\": "
            + "allowPrivilegeEscalation != false (container \"main\" must set securityContext.allowPrivilegeEscalation=false), "
            + "unrestricted capabilities (container \"main\" must set securityContext.capabilities.drop=[\"ALL\"]), "
            + "runAsNonRoot != true (pod or container \"main\" must set securityContext.runAsNonRoot=true), "
            + "seccompProfile (pod or container \"main\" must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\")",
            (await space.ApplyAsync(QuotaTests.Pod("p", "{}"))).Error);
    }

    [Fact]
    public async Task A_deployment_of_such_pods_is_taken_and_its_replica_set_says_why_there_are_none()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await space.ReadAsync("label", "namespace", space.Name, "pod-security.kubernetes.io/enforce=restricted", "pod-security.kubernetes.io/warn=restricted");

        var applied = (await space.ApplyAsync(Manifests.Deployment())).MustSucceed();
        Assert.Contains("Warning: would violate PodSecurity \"restricted:latest\": allowPrivilegeEscalation != false (container \"web\"", applied.Error);
        await space.ReadAsync("wait", "deployment/web", "--for=condition=ReplicaFailure", HangGuard.Option);
        Assert.Contains(
            "violates PodSecurity \"restricted:latest\"",
            await space.ReadAsync("get", "deployment", "web", "-o", "jsonpath={.status.conditions[?(@.type==\"ReplicaFailure\")].message}"));
    }

    [Fact]
    public async Task A_level_is_that_of_the_version_that_is_asked_for()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        await space.ReadAsync("label", "namespace", space.Name, "pod-security.kubernetes.io/enforce=baseline", "pod-security.kubernetes.io/enforce-version=v1.22");

        (await space.ApplyAsync(QuotaTests.Pod("plain", "{}"))).MustSucceed();
        Assert.Contains(
            "violates PodSecurity \"baseline:v1.22\": privileged (container \"main\" must not set securityContext.privileged=true)",
            (await space.ApplyAsync(QuotaTests.Pod("p", "{}, securityContext: {privileged: true}"))).Error);
    }

    [Fact]
    public async Task Labels_are_checked_and_pods_that_violate_a_new_level_are_warned_of()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        (await space.ApplyAsync(QuotaTests.Pod("p", "{}"))).MustSucceed();

        Assert.Contains(
            "metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: \"strict\": must be one of privileged, baseline, restricted",
            await space.RefusedAsync("label", "namespace", space.Name, "pod-security.kubernetes.io/enforce=strict"));
        var labelled = (await space.KubectlAsync("label", "namespace", space.Name, "pod-security.kubernetes.io/enforce=restricted")).MustSucceed();
        Assert.Contains("violate the new PodSecurity enforce level \"restricted:latest\"", labelled.Error);
        Assert.Contains("p: allowPrivilegeEscalation != false, unrestricted capabilities, runAsNonRoot != true, seccompProfile", labelled.Error);
    }
}
