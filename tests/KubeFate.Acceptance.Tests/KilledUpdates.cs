namespace KubeFate.Acceptance.Tests;

/// <summary>A cluster that stands, and a service that is killed in the midst of updating it.</summary>
public abstract class KilledUpdates(InstalledCluster installed) : IClassFixture<InstalledCluster>
{
    private protected const string Spec = InstalledCluster.Spec;

    private protected static readonly string[] Moments = ["before", "started", "effect", "finished"];

    /// <summary>A site of the test's own in which the cluster stands.</summary>
    private protected Task<Site> InstalledAsync() => Site.OpenCopyAsync("fast", installed.Site);

    private protected static async Task<string?> UpdateUntilDeathAsync(Site site, string point, string spec)
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

    private protected static async Task<string> NewestJobAsync(ServiceCalls calls) => (string)(await calls.DataAsync("v1/job/")).AsArray()[^1]!["uuid"]!;

    private protected static async Task AssertStandsAsync(Site site, ServiceCalls calls, int revision, int nodePort)
    {
        var cluster = Assert.Single((await calls.DataAsync("v1/cluster/")).AsArray())!;
        Assert.Equal(("Running", revision, nodePort), ((string?)cluster["status"], (int)cluster["revision"]!, (int)cluster["Spec"]!["rollsite"]!["nodePort"]!));
        var release = Assert.Single(await site.ReleasesAsync())!;
        Assert.Equal(("deployed", $"{cluster["helm_revision"]}"), ((string?)release["status"], (string?)release["revision"]));
        Assert.Equal($"{nodePort}", await site.KubectlAsync("get", "service", "rollsite", "-n", "fate-9999", "-o", "jsonpath={.spec.ports[0].nodePort}"));
    }
}
