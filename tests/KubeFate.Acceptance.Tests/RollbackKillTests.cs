namespace KubeFate.Acceptance.Tests;

/// <summary>The service is really killed (SIGKILL) at the recorded points of the rollback that a failed or stopped update leads to; the next one goes on with it.</summary>
public sealed class RollbackKillTests(InstalledCluster installed) : KilledUpdates(installed)
{
    private static readonly string[] RollbackSteps = ["begin-rollback", "roll-back", "wait-restored"];

    public static TheoryData<string> RollbackPoints =>
    [
        .. RollbackSteps.SelectMany(step => Moments.Select(moment => $"{step}:{moment}")),
        "roll-back:during+100", "roll-back:during+300", "end:before",
    ];

    public static TheoryData<string> StopPoints => ["roll-back:before", "roll-back:during+150", "wait-restored:started", "end:before"];

    [Theory]
    [MemberData(nameof(RollbackPoints))]
    public async Task An_update_that_failed_is_rolled_back_by_the_next_service(string point)
    {
        await using var site = await InstalledAsync();
        await TakePortAsync(site, 30096);
        var uuid = await UpdateUntilDeathAsync(site, point, site.Spec(Spec, ("nodePort: 30091", "nodePort: 30096")));
        await using var service = await site.StartServiceAsync();
        using var calls = await ServiceCalls.SignInAsync(service);
        uuid ??= await NewestJobAsync(calls);

        var events = await calls.EventsAsync(uuid);

        var job = await calls.DataAsync("v1/job/" + uuid);
        Assert.True(((string?)job["status"], (string?)job["failure"]?["code"]) == ("Failed", "port_in_use"), $"{job}\n{service.Log}");
        Assert.EndsWith("It was rolled back: the cluster runs as before (fate v1.8.0)", (string?)job["failure"]!["message"]);
        foreach (var step in RollbackSteps) Assert.Single(events, message => message.StartsWith($"{step.Replace('-', ' ')} finished", StringComparison.Ordinal));
        await AssertStandsAsync(site, calls, revision: 1, nodePort: 30091);
    }

    [Theory]
    [MemberData(nameof(StopPoints))]
    public async Task An_update_that_was_stopped_is_rolled_back_by_the_next_service(string point)
    {
        await using var site = await InstalledAsync();
        string uuid;
        await using (var killed = await site.StartServiceAsync(dieAt: point))
        {
            using var first = await ServiceCalls.SignInAsync(killed);
            await site.KubectlAsync("annotate", "namespace", "fate-9999", "simulator.kubefate.io/stage=never-ready");
            uuid = await first.ClusterAsync(HttpMethod.Put, site.Spec(Spec, ("nodePort: 30091", "nodePort: 30095"), ("imageTag: 1.8.0-release", "imageTag: 1.8.1-release")));
            await first.WaitForAsync(uuid, "wait ready started");
            // In this order: pods that may become ready before the stop is heard would end the update well.
            await StopAsync(first, uuid);
            await site.KubectlAsync("annotate", "namespace", "fate-9999", "simulator.kubefate.io/stage-");
            await killed.DiedAsync(TestContext.Current.CancellationToken);
        }

        await using var service = await site.StartServiceAsync();
        using var calls = await ServiceCalls.SignInAsync(service);
        await calls.EventsAsync(uuid);

        var job = await calls.DataAsync("v1/job/" + uuid);
        Assert.True((string?)job["status"] == "Canceled" && job["failure"] is null, $"{job}\n{service.Log}");
        await AssertStandsAsync(site, calls, revision: 1, nodePort: 30091);
    }

    private static async Task StopAsync(ServiceCalls calls, string job)
    {
        try
        {
            await calls.StopAsync(job);
        }
        catch (HttpRequestException)
        {
            // It heard it, and died before it answered.
        }
    }

    private static Task TakePortAsync(Site site, int port) => site.KubectlAsync(
        "apply", "-f", site.Folder.Write("taken.yaml", $"apiVersion: v1\nkind: Service\nmetadata: {{name: taken, namespace: default}}\nspec: {{type: NodePort, ports: [{{port: 80, nodePort: {port}}}]}}\n"));
}
