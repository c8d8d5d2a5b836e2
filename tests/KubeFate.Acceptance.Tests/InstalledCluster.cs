namespace KubeFate.Acceptance.Tests;

/// <summary>An install that went well, made once: each test of what comes after it begins with a copy.</summary>
public sealed class InstalledCluster : IAsyncLifetime
{
    internal const string Spec = "party-9999/cluster.yaml";

    private Site? site;

    /// <summary>Closed; to be copied.</summary>
    internal Site Site => site!;

    public async ValueTask InitializeAsync()
    {
        site = await Site.OpenKeptAsync("fast", "fate-9999");
        await using (var service = await site.StartServiceAsync())
        {
            using var calls = await ServiceCalls.SignInAsync(service);
            var job = await calls.ClusterAsync(HttpMethod.Post, site.Spec(Spec));
            Assert.EndsWith("job run Success", (await calls.EventsAsync(job))[^1]);
            await service.StopAsync(TestContext.Current.CancellationToken);
        }

        await site.CloseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (site is not null) await site.DisposeAsync();
    }
}
