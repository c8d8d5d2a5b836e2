using System.Text.Json.Nodes;

namespace KubeFate.Acceptance.Tests;

/// <summary>The main job, as its user meets it.</summary>
public sealed class InstallTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("party-9999/cluster.yaml", "fate-9999", "rollsite", 30091)]
    [InlineData("party-9999/cluster-v2.yaml", "fate-9999", "osx", 30091)]
    [InlineData("party-10000/cluster.yaml", "fate-10000", "rollsite", 30101)]
    [InlineData("party-10000/cluster-v2.yaml", "fate-10000", "osx", 30101)]
    public async Task An_example_is_installed_described_and_deleted(string example, string name, string gateway, int port)
    {
        await using var site = await Site.OpenAsync("fast", name);
        await using var service = await site.StartServiceAsync();
        var spec = site.Spec(example);
        var install = (await site.RunAsync(service, "cluster", "install", "-f", spec, "--wait")).MustSucceed();
        Assert.StartsWith("create job success, job id=", install.Output);
        Assert.Contains("job Success: job run Success\n", install.Output);
        Assert.Contains($" {gateway} is Available\n", install.Output);

        var job = await JsonAsync(site, service, "job", "list");
        Assert.Equal(
            ["update job status to Running", "create Cluster in DB Success", "helm install Success"], job[0]!["states"]!.AsArray().Take(3).Select(state => state!.GetValue<string>()));
        Assert.Equal("job run Success", job[0]!["states"]!.AsArray()[^1]!.GetValue<string>());
        var uuid = job[0]!["cluster_id"]!.GetValue<string>();
        var cluster = await JsonAsync(site, service, "cluster", "describe", uuid);
        Assert.Equal("Running", cluster["status"]!.GetValue<string>());
        Assert.Equal(port, cluster["Info"]!["port"]!.GetValue<int>());
        Assert.All(cluster["Info"]!["status"]!["deployments"]!.AsObject(), workload => Assert.Equal("Available", workload.Value!.GetValue<string>()));
        var release = Assert.Single(await site.ReleasesAsync());
        Assert.Equal((name, "deployed", "1"), (release!["name"]!.GetValue<string>(), release["status"]!.GetValue<string>(), release["revision"]!.GetValue<string>()));

        (await site.RunAsync(service, "cluster", "delete", uuid, "--yes", "--wait")).MustSucceed();
        Assert.Empty(await site.ReleasesAsync());
        Assert.Empty((await JsonAsync(site, service, "cluster", "list")).AsArray());
        Assert.Single((await JsonAsync(site, service, "cluster", "list", "--all")).AsArray());
        (await site.RunAsync(service, "cluster", "install", "-f", spec, "--wait")).MustSucceed();
    }

    [Fact]
    public async Task Without_wait_the_command_returns_at_once_and_the_job_can_be_watched()
    {
        await using var site = await Site.OpenAsync("general", "fate-9999");
        await using var service = await site.StartServiceAsync();
        var install = (await site.RunAsync(service, "cluster", "install", "-f", site.Spec("party-9999/cluster.yaml"))).MustSucceed();
        var job = install.Output["create job success, job id=".Length..].Trim();
        Assert.NotEqual("Success", (await JsonAsync(site, service, "job", "describe", job))["status"]!.GetValue<string>());
        var watch = (await site.RunAsync(service, "job", "describe", "--watch", job)).MustSucceed();
        Assert.Contains("mysql", watch.Output);
        Assert.EndsWith("job Success: job run Success\n", watch.Output);
        Assert.Equal("Success", (await JsonAsync(site, service, "job", "describe", job))["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Plain_helm_installs_the_same_file_with_our_chart()
    {
        await using var site = await Site.OpenAsync("fast", "fate-9999");
        var helm = await KubeFate.Testing.ToolProcess.RunAsync(KubeFate.Testing.Tools.Helm,
            ["install", "fate-9999", Path.Combine(KubeFate.Testing.Repository.Root, "charts", "fate"), "-n", "fate-9999", "-f", site.Spec("party-9999/cluster.yaml"), "--wait", KubeFate.Testing.HangGuard.Option, "--kubeconfig", site.Kubeconfig],
            site.Folder.Variables(), input: null, Cancel);
        helm.MustSucceed();
        Assert.Contains("rollsite", await site.KubectlAsync("get", "deployments", "-n", "fate-9999"));
    }

    private static async Task<JsonNode> JsonAsync(Site site, ServiceProcess service, params string[] arguments) =>
        JsonNode.Parse((await site.RunAsync(service, [.. arguments, "-o", "json"])).MustSucceed().Output)!;
}
