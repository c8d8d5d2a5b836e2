namespace KubeFate.Acceptance.Tests;

/// <summary>The service is really killed (SIGKILL) at the recorded points of an update; the next one ends it well.</summary>
public sealed class UpdateKillTests(InstalledCluster installed) : KilledUpdates(installed)
{
    public static TheoryData<string> UpdatePoints =>
    [
        "create:finished", "claim:finished",
        .. ((string[])["begin-update", "compare-objects", "upgrade-release", "wait-ready"]).SelectMany(step => Moments.Select(moment => $"{step}:{moment}")),
        "upgrade-release:during", "upgrade-release:during+250",
        "end:before", "end:finished",
    ];

    public static TheoryData<string> ReplacementPoints => [.. Moments.Select(moment => $"remove-objects:{moment}"), "remove-objects:during", "upgrade-release:during+250"];

    [Theory]
    [MemberData(nameof(ReplacementPoints))]
    public async Task An_update_that_takes_a_port_from_one_service_to_another_is_ended_well_by_the_next_service(string point)
    {
        await using var site = await InstalledAsync();
        // The balancer takes the gateway's door over, port and all.
        var uuid = await UpdateUntilDeathAsync(site, point, site.Spec(Spec,
            ("- rollsite  ", "- lbrollsite\n- rollsite  "), ("rollsite:\n  type: NodePort              # reachable", "lbrollsite:\n  type: NodePort              # reachable"),
            ("  nodePort: 30091\n", "  nodePort: 30091\nrollsite:\n")));
        await using var service = await site.StartServiceAsync();
        using var calls = await ServiceCalls.SignInAsync(service);
        uuid ??= await NewestJobAsync(calls);

        var events = await calls.EventsAsync(uuid);

        var job = await calls.DataAsync("v1/job/" + uuid);
        Assert.True((string?)job["status"] == "Success", $"{job}\n{service.Log}");
        foreach (var step in (string[])["compare objects", "remove objects", "upgrade release"]) Assert.Single(events, message => message.StartsWith($"{step} finished", StringComparison.Ordinal));
        Assert.Equal("30091", await site.KubectlAsync("get", "service", "lbrollsite", "-n", "fate-9999", "-o", "jsonpath={.spec.ports[0].nodePort}"));
        Assert.Equal("ClusterIP", await site.KubectlAsync("get", "service", "rollsite", "-n", "fate-9999", "-o", "jsonpath={.spec.type}"));
    }

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
}
