using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Clusters.Secrets;
using KubeFate.Service.Storage.Sealing;

namespace KubeFate.Service.Tests.Secrets;

public sealed class SecretGuardTests
{
    private const string Spec = """{"password":"Planted0Secret"}""";

    [Fact]
    public async Task What_helm_repeats_is_masked_and_what_follows_from_the_failure_stays()
    {
        var said = new HelmException(HelmFailure.Unreachable, "cannot send Planted0Secret", new IOException("Planted0Secret")) { Detail = "Planted0Secret", Key = "k", IsTransient = true, MayHaveChanged = true };

        var told = await Assert.ThrowsAsync<HelmException>(() => FailAsync(said));

        Assert.Equal((HelmFailure.Unreachable, "cannot send ***", "***", "k", true, true), (told.Code, told.Message, told.Detail, told.Key, told.IsTransient, told.MayHaveChanged));
        Assert.DoesNotContain("Planted0Secret", told.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Kubernetes_repeats_in_the_causes_is_masked_too()
    {
        var said = new KubernetesException(KubernetesFailure.Other, "invalid") { Reason = "Invalid", IsTransient = true, Causes = [new RefusalCause("spec", "FieldValueInvalid", "\"Planted0Secret\" is too long")] };

        var told = await Assert.ThrowsAsync<KubernetesException>(() => FailAsync(said));

        Assert.Equal(("Invalid", true, "\"***\" is too long"), (told.Reason, told.IsTransient, Assert.Single(told.Causes).Message));
    }

    [Fact]
    public async Task A_failure_without_a_secret_is_the_very_same()
    {
        var said = new HelmException(HelmFailure.Other, "no");
        Assert.Same(said, await Assert.ThrowsAsync<HelmException>(() => FailAsync(said)));
    }

    private static Task<int> FailAsync(Exception failure) =>
        SecretGuard.RunAsync(Records.Cluster("p") with { Opened = new OpenedSpec(Spec, Spec) }, Task<int> (_) => throw failure, TestContext.Current.CancellationToken);
}
