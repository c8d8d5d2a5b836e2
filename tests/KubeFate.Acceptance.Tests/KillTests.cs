using System.Text.Json.Nodes;

namespace KubeFate.Acceptance.Tests;

/// <summary>The service is really killed (SIGKILL) at every recorded point of an install; whatever it was doing, the next one ends the job well.</summary>
public sealed class KillTests
{
    private static readonly string[] Steps = ["check-namespace", "find-chart", "install-release", "wait-ready"];
    private static readonly string[] Moments = ["before", "started", "effect", "finished"];

    public static TheoryData<string> Points =>
    [
        "create:finished", "claim:finished",
        .. Steps.SelectMany(step => Moments.Select(moment => $"{step}:{moment}")),
        "install-release:during", "install-release:during+80", "install-release:during+200", "install-release:during+400",
        "end:before", "end:finished",
    ];

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_killed_service_is_followed_by_one_that_ends_the_job_with_one_release(string point)
    {
        await using var site = await Site.OpenAsync("fast", "fate-9999");
        string[] install = ["cluster", "install", "-f", site.Spec("party-9999/cluster.yaml")];
        await using (var killed = await site.StartServiceAsync(dieAt: point))
        {
            await site.RunAsync(killed, install); // It may die before it answers.
            await killed.DiedAsync(TestContext.Current.CancellationToken);
        }

        await using var service = await site.StartServiceAsync();
        var jobs = JsonNode.Parse((await site.RunAsync(service, "job", "list", "-o", "json")).MustSucceed().Output)!.AsArray();
        var uuid = Assert.Single(jobs)!["uuid"]!.GetValue<string>();
        var watched = await site.RunAsync(service, "job", "describe", "--watch", uuid);
        Assert.True(watched.ExitCode == 0, $"{watched.Output}\n{watched.Error}\n{service.Log}");

        // Every step was recorded as finished once, and the events have no gap.
        foreach (var step in Steps) Assert.Single(watched.Output.Split('\n'), line => line.Contains($" {step.Replace('-', ' ')} finished", StringComparison.Ordinal));
        Assert.EndsWith("job Success: job run Success\n", watched.Output);
        var release = Assert.Single(await site.ReleasesAsync())!;
        Assert.Equal("deployed", release["status"]!.GetValue<string>());
        var cluster = Assert.Single(JsonNode.Parse((await site.RunAsync(service, "cluster", "list", "-o", "json")).MustSucceed().Output)!.AsArray())!;
        Assert.Equal(("Running", 1), (cluster["status"]!.GetValue<string>(), cluster["revision"]!.GetValue<int>()));
        var pods = await site.KubectlAsync("get", "pods", "-n", "fate-9999", "-o", "name");
        Assert.Single(pods.Split('\n'), pod => pod.Contains("/mysql-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_is_told_to_stop_hands_its_job_back_and_the_next_goes_on()
    {
        await using var site = await Site.OpenAsync("general", "fate-9999");
        string uuid;
        await using (var first = await site.StartServiceAsync())
        {
            var install = (await site.RunAsync(first, "cluster", "install", "-f", site.Spec("party-9999/cluster.yaml"))).MustSucceed();
            uuid = install.Output["create job success, job id=".Length..].Trim();
            Assert.Equal(0, await first.StopAsync(TestContext.Current.CancellationToken));
        }

        await using var second = await site.StartServiceAsync();
        (await site.RunAsync(second, "job", "describe", "--watch", uuid)).MustSucceed();
        Assert.Single(await site.ReleasesAsync());
    }
}
