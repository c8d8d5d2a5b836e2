namespace KubeFate.Fate.Tests;

public sealed class FateReleasesTests
{
    [Fact]
    public void Every_release_that_is_built_in_can_be_read()
    {
        Assert.Contains(FateReleases.All, release => release is { Chart: "fate", Version: "v1.8.0", Gateway: "rollsite" });
        Assert.Contains(FateReleases.All, release => release is { Chart: "fate", Version: "v2.0.0", Gateway: "osx" });
        Assert.All(FateReleases.All, release => Assert.Same(release, FateReleases.Find(release.Chart, release.Version)));
    }

    [Fact]
    public void A_release_that_is_not_built_in_is_not_found()
    {
        Assert.Null(FateReleases.Find("fate", "v0.0.1"));
        Assert.Null(FateReleases.Find("demo", "v1.8.0"));
    }

    [Fact]
    public void A_module_knows_what_it_becomes()
    {
        var rollsite = FateReleases.Find("fate", "v1.8.0")!.Modules["rollsite"];

        Assert.Equal(("Deployment", "rollsite"), (rollsite.Workloads[0].Kind, rollsite.Workloads[0].Name));
        Assert.Equal((9370, "nodePort"), (rollsite.Services[0].Ports[0].Port, rollsite.Services[0].Ports[0].NodePortKey));
    }
}
