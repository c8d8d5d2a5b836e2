namespace KubeFate.Acceptance.Tests;

/// <summary>The service is really killed (SIGKILL) at the recorded points of an update; the next one ends it well.</summary>
public sealed class UpdateKillTests(InstalledCluster installed) : KilledUpdates(installed)
{
    public static TheoryData<string> UpdatePoints =>
    [
        "create:finished", "claim:finished",
        .. ((string[])["begin-update", "upgrade-release", "wait-ready"]).SelectMany(step => Moments.Select(moment => $"{step}:{moment}")),
        "upgrade-release:during", "upgrade-release:during+250",
        "end:before", "end:finished",
    ];

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
