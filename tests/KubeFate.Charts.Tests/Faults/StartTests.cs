using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Faults;

/// <summary>Nothing starts before what it needs, and nothing is taken for ready that does not answer.</summary>
public sealed class StartTests
{
    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task FATE_Flow_and_Eggroll_wait_for_the_database(string release)
    {
        var manifests = await RenderAsync(release);
        Assert.All(["python", "clustermanager"], workload => Assert.Equal(("mysql", "3306"), Waits(manifests, workload, "mysql")));
        Assert.Equal(("clustermanager", "4670"), Waits(manifests, "python", "clustermanager"));
    }

    [Theory]
    [InlineData("v1.11.2")]
    [InlineData("v2.2.0")]
    public async Task A_board_of_its_own_waits_for_FATE_Flow(string release) =>
        Assert.Equal(("fateflow", "9380"), Waits(await RenderAsync(release), "fateboard", "fateflow"));

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task Every_server_is_asked_whether_it_started_is_ready_and_lives(string release)
    {
        var manifests = await RenderAsync(release);
        var servers = manifests.Workloads.SelectMany(workload => workload["spec"]!["template"]!["spec"]!["containers"]!.AsArray()).Where(container => container!["ports"] is not null).ToList();
        Assert.NotEmpty(servers);
        Assert.All(servers, container => Assert.All(["startupProbe", "readinessProbe", "livenessProbe"], probe => Assert.NotNull(container![probe])));
    }

    [Theory]
    [InlineData("v2.0.0", "conf/broker/:lib/*:extension/*")]
    [InlineData("v2.1.1", "conf/broker/:lib/*:extension/*:pb_lib/v3/*")]
    [InlineData("v2.2.0", "conf/broker/:lib/*:extension/*:pb_lib/v3/*")]
    public async Task Osx_finds_its_classes_where_the_release_has_them(string release, string classPath)
    {
        var command = (await RenderAsync(release)).Container("osx", "osx")["command"]![2]!.GetValue<string>();
        Assert.Contains($"-cp \"{classPath}\"", command, StringComparison.Ordinal);
        Assert.DoesNotContain("AlwaysPreTouch", command, StringComparison.Ordinal);
    }

    private static Task<Manifests> RenderAsync(string release) => FateChart.RenderAsync(Clusters.Whole(release), TestContext.Current.CancellationToken);

    private static (string Host, string Port) Waits(Manifests manifests, string workload, string what)
    {
        var variables = manifests.Container(workload, "wait-for-" + what)["env"]!.AsArray().ToDictionary(
            variable => variable!["name"]!.GetValue<string>(), variable => variable!["value"]!.GetValue<string>());
        return (variables["HOST"], variables["PORT"]);
    }
}
