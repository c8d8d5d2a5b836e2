using KubeFate.Testing;

namespace KubeFate.Conformance.Tests.Kubectl;

/// <summary>kubectl 1.24: plain discovery, OpenAPI v2, JSON only.</summary>
public sealed class OldKubectlTests(ConformanceCluster cluster)
{
    [Fact]
    public async Task The_basics_work()
    {
        await using var space = await cluster.OpenAsync(TestContext.Current.CancellationToken);
        Task<ToolResult> Run(params string[] arguments) => space.RunAsync(Tools.OldKubectl, arguments);
        var manifest = cluster.Write(Manifests.Deployment());

        Assert.Equal("deployment.apps/web created\n", (await Run("apply", "-f", manifest)).MustSucceed().Output);
        Assert.Contains("successfully rolled out", (await Run("rollout", "status", "deployment/web", HangGuard.Option)).MustSucceed().Output);
        Assert.Equal("deployment.apps/web unchanged\n", (await Run("apply", "-f", manifest)).MustSucceed().Output);
        Assert.Contains("(server dry run)", (await Run("apply", "-f", manifest, "--dry-run=server")).MustSucceed().Output);
        Assert.Equal(["NAME READY UP-TO-DATE AVAILABLE AGE", "web 1/1 1 1 AGE"], Printed.Table((await Run("get", "deployment")).MustSucceed().Output));
        Assert.Equal("deployment.apps/web scaled\n", (await Run("scale", "deployment", "web", "--replicas=2")).MustSucceed().Output);
        Assert.NotEqual("", (await Run("logs", "deployment/web")).MustSucceed().Output);
        Assert.Equal("configmap/c created\n", (await Run("create", "configmap", "c", "--from-literal=a=b")).MustSucceed().Output);
        Assert.Contains("Replicas:", (await Run("describe", "deployment", "web")).MustSucceed().Output);
        Assert.Equal("deployment.apps \"web\" deleted\n", (await Run("delete", "deployment", "web", HangGuard.Option)).MustSucceed().Output);
    }
}
