using System.Text.Json.Nodes;
using KubeFate.Testing;

namespace KubeFate.Acceptance.Tests;

/// <summary>The service is really killed (SIGKILL) at the recorded points of an update, and of the rollback that a failed or stopped update leads to.</summary>
public sealed class UpdateKillTests
{
    private const string Spec = "party-9999/cluster.yaml";
    private static readonly string[] Moments = ["before", "started", "effect", "finished"];
    private static readonly string[] RollbackSteps = ["begin-rollback", "roll-back", "wait-restored"];

    public static TheoryData<string> UpdatePoints =>
    [
        "create:finished", "claim:finished",
        .. ((string[])["begin-update", "upgrade-release", "wait-ready"]).SelectMany(step => Moments.Select(moment => $"{step}:{moment}")),
        "upgrade-release:during", "upgrade-release:during+250",
        "end:before", "end:finished",
    ];

    public static TheoryData<string> RollbackPoints =>
    [
        .. RollbackSteps.SelectMany(step => Moments.Select(moment => $"{step}:{moment}")),
        "roll-back:during+100", "roll-back:during+300", "end:before",
    ];

    public static TheoryData<string> StopPoints => ["roll-back:before", "roll-back:during+150", "wait-restored:started", "end:before"];

    [Theory]
    [MemberData(nameof(UpdatePoints))]
    public async Task An_update_is_ended_well_by_the_next_service(string point)
    {
        await using var site = await InstalledAsync();
        var uuid = await UpdateUntilDeathAsync(site, point, site.Spec(Spec, ("nodePort: 30091", "nodePort: 30095")));
        await using var service = await site.StartServiceAsync();
        using var calls = await ServiceCalls.SignInAsync(service);
        uuid ??= await NewestJobAsync(calls);

        var events = await calls.EventsAsync(uuid);

        var job = await calls.DataAsync("v1/job/" + uuid);
        Assert.True((string?)job["status"] == "Success", $"{job}\n{service.Log}");
        foreach (var step in (string[])["begin update", "upgrade release", "wait ready"]) Assert.Single(events, message => message.StartsWith($"{step} finished", StringComparison.Ordinal));
        await AssertStandsAsync(site, calls, revision: 2, nodePort: 30095);
    }

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

    private static async Task<Site> InstalledAsync()
    {
        var site = await Site.OpenAsync("fast", "fate-9999");
        await using var service = await site.StartServiceAsync();
        using var calls = await ServiceCalls.SignInAsync(service);
        var job = await calls.ClusterAsync(HttpMethod.Post, site.Spec(Spec));
        Assert.EndsWith("job run Success", (await calls.EventsAsync(job))[^1]);
        await service.StopAsync(TestContext.Current.CancellationToken);
        return site;
    }

    private static async Task<string?> UpdateUntilDeathAsync(Site site, string point, string spec)
    {
        await using var killed = await site.StartServiceAsync(dieAt: point);
        string? uuid = null;
        try
        {
            using var calls = await ServiceCalls.SignInAsync(killed);
            uuid = await calls.ClusterAsync(HttpMethod.Put, spec);
        }
        catch (HttpRequestException)
        {
            // It died before it answered.
        }

        await killed.DiedAsync(TestContext.Current.CancellationToken);
        return uuid;
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

    private static async Task<string> NewestJobAsync(ServiceCalls calls) => (string)(await calls.DataAsync("v1/job/")).AsArray()[^1]!["uuid"]!;

    private static Task TakePortAsync(Site site, int port) => site.KubectlAsync(
        "apply", "-f", site.Folder.Write("taken.yaml", $"apiVersion: v1\nkind: Service\nmetadata: {{name: taken, namespace: default}}\nspec: {{type: NodePort, ports: [{{port: 80, nodePort: {port}}}]}}\n"));

    private static async Task AssertStandsAsync(Site site, ServiceCalls calls, int revision, int nodePort)
    {
        var cluster = Assert.Single((await calls.DataAsync("v1/cluster/")).AsArray())!;
        Assert.Equal(("Running", revision, nodePort), ((string?)cluster["status"], (int)cluster["revision"]!, (int)cluster["Spec"]!["rollsite"]!["nodePort"]!));
        var release = Assert.Single(await site.ReleasesAsync())!;
        Assert.Equal(("deployed", $"{cluster["helm_revision"]}"), ((string?)release["status"], (string?)release["revision"]));
        Assert.Equal($"{nodePort}", await site.KubectlAsync("get", "service", "rollsite", "-n", "fate-9999", "-o", "jsonpath={.spec.ports[0].nodePort}"));
    }
}
