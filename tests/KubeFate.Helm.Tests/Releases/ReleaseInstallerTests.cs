using System.Text.Json.Nodes;
using KubeFate.Helm.Tests.Fakes;
using KubeFate.Testing;

namespace KubeFate.Helm.Tests.Releases;

/// <summary>Which way the installer takes from each state; that helm goes those ways is tested on the Simulator.</summary>
public sealed class ReleaseInstallerTests : IDisposable
{
    private static readonly ReleaseName Fate = new("fate", "ns");
    private readonly TempFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    // No release, or one whose record was only kept.
    [InlineData("", "install")]
    [InlineData("uninstalled:1.0.0", "install")]
    // As wanted, with other values, of another version.
    [InlineData("deployed:1.0.0", "get")]
    [InlineData("deployed:0.9.0", "upgrade")]
    // Failed at first, failed later: in place, so that no volume claim of the chart is deleted.
    [InlineData("failed:1.0.0", "upgrade")]
    [InlineData("superseded:1.0.0 failed:1.0.0", "upgrade")]
    [InlineData("superseded:1.0.0", "upgrade")]
    [InlineData("unknown:1.0.0", "upgrade")]
    // Left by a crash: what is wanted is finished, else the last good revision comes back first.
    [InlineData("pending-install:1.0.0", "rollback:1 upgrade")]
    [InlineData("pending-install:0.9.0", "rollback:1 upgrade")]
    [InlineData("deployed:0.9.0 pending-upgrade:1.0.0", "get rollback:2 upgrade")]
    [InlineData("deployed:0.8.0 pending-upgrade:0.9.0", "rollback:1 upgrade")]
    [InlineData("superseded:0.8.0 superseded:0.8.1 pending-upgrade:0.9.0", "rollback:2 upgrade")]
    // Superseded does not mean that it was good.
    [InlineData("superseded:0.8.0 superseded!:0.8.1 pending-upgrade:0.9.0", "rollback:1 upgrade")]
    [InlineData("superseded!:0.8.0 pending-upgrade:0.9.0", "rollback:2 upgrade")]
    [InlineData("superseded:0.8.0 deployed:0.8.1 pending-rollback:0.8.0", "rollback:2 upgrade")]
    [InlineData("uninstalling:1.0.0", "uninstall install")]
    public async Task The_state_decides_what_is_done(string states, string done)
    {
        var fake = await ReleaseAsync(states);

        await new ReleaseInstaller(folder.Client(fake.Program)).EnsureAsync(Request(), mayTakeOver: true, Cancelled);

        Assert.Equal(done, string.Join(' ', fake.Verbs.Skip(1).Select(Short)));
    }

    [Fact]
    public async Task Other_values_are_an_upgrade()
    {
        var fake = await ReleaseAsync("deployed:1.0.0");

        await new ReleaseInstaller(folder.Client(fake.Program)).EnsureAsync(Request() with { Values = new() { ["text"] = null } }, mayTakeOver: false, Cancelled);

        Assert.Equal("history get upgrade", string.Join(' ', fake.Verbs.Select(Short)));
    }

    [Fact]
    public async Task Numbers_and_the_order_of_keys_do_not_make_values_differ()
    {
        var fake = await ReleaseAsync("deployed:1.0.0", """{"b":{"y":1,"x":1000000},"a":[1.5,null]}""");
        var values = (JsonObject)JsonNode.Parse("""{"a":[1.50,null],"b":{"x":1e6,"y":1.0}}""")!;

        var release = await new ReleaseInstaller(folder.Client(fake.Program)).EnsureAsync(Request() with { Values = values }, mayTakeOver: false, Cancelled);

        Assert.Equal("history get", string.Join(' ', fake.Verbs.Select(Short)));
        Assert.Equal(("demo", "1.0.0", 1), (release.Chart, release.ChartVersion, release.Revision));
    }

    [Theory]
    [InlineData("pending-install:1.0.0")]
    [InlineData("deployed:1.0.0 pending-upgrade:1.0.0")]
    [InlineData("deployed:1.0.0 pending-rollback:1.0.0")]
    public async Task What_others_may_be_at_work_on_is_left_alone(string states)
    {
        var fake = await ReleaseAsync(states);

        var error = await Assert.ThrowsAsync<HelmException>(
            () => new ReleaseInstaller(folder.Client(fake.Program)).EnsureAsync(Request(), mayTakeOver: false, Cancelled));

        Assert.Equal(HelmFailure.OperationInProgress, error.Code);
        Assert.Contains("since 2026-01-02 03:04:05Z", error.Message, StringComparison.Ordinal);
        Assert.Equal("history", Short(Assert.Single(fake.Verbs)));
    }

    [Fact]
    public async Task A_release_of_another_chart_is_not_touched()
    {
        var fake = await FakeHelm.WithReleaseAsync(folder, [("deployed", "mysql-9.4.1")], "null", Cancelled);

        var error = await Assert.ThrowsAsync<HelmException>(
            () => new ReleaseInstaller(folder.Client(fake.Program)).EnsureAsync(Request(), mayTakeOver: true, Cancelled));

        Assert.Equal(HelmFailure.NameInUse, error.Code);
        Assert.Contains("of chart mysql 9.4.1, not demo", error.Message, StringComparison.Ordinal);
        Assert.Single(fake.Verbs);
    }

    [Theory]
    [InlineData("deployed:1.0.0")]
    [InlineData("failed:1.0.0")]
    [InlineData("pending-install:1.0.0")]
    public async Task A_release_that_must_be_new_does_not_become_one_that_exists(string states)
    {
        var fake = await ReleaseAsync(states);

        var error = await Assert.ThrowsAsync<HelmException>(
            () => new ReleaseInstaller(folder.Client(fake.Program)).EnsureAsync(Request() with { MustBeNew = true }, mayTakeOver: true, Cancelled));

        Assert.Equal(HelmFailure.NameInUse, error.Code);
        Assert.Single(fake.Verbs);
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_is_not_taken_for_absent()
    {
        var fake = await FakeHelm.WriteAsync(folder, "echo 'Error: query: failed to query with labels: secrets is forbidden: User \"x\" cannot list resource \"secrets\" in API group \"\" in the namespace \"ns\"' >&2; exit 1", cancellationToken: Cancelled);
        var installer = new ReleaseInstaller(folder.Client(fake.Program));

        var install = await Assert.ThrowsAsync<HelmException>(() => installer.EnsureAsync(Request(), mayTakeOver: true, Cancelled));
        var remove = await Assert.ThrowsAsync<HelmException>(() => installer.EnsureAbsentAsync(Fate, Cancelled));

        Assert.Equal((HelmFailure.Forbidden, HelmFailure.Forbidden), (install.Code, remove.Code));
        Assert.Equal("history history", string.Join(' ', fake.Verbs.Select(Short)));
    }

    [Fact]
    public async Task What_is_absent_is_not_removed_again()
    {
        var fake = await ReleaseAsync("");

        await new ReleaseInstaller(folder.Client(fake.Program)).EnsureAbsentAsync(Fate, Cancelled);

        Assert.Equal("history", Short(Assert.Single(fake.Verbs)));
    }

    [Theory]
    [InlineData("deployed:1.0.0")]
    [InlineData("pending-install:1.0.0")]
    [InlineData("uninstalling:1.0.0")]
    [InlineData("failed:1.0.0")]
    public async Task Any_state_can_be_removed(string states)
    {
        var fake = await ReleaseAsync(states);

        await new ReleaseInstaller(folder.Client(fake.Program)).EnsureAbsentAsync(Fate, Cancelled);

        Assert.Equal("history uninstall", string.Join(' ', fake.Verbs.Select(Short)));
    }

    public void Dispose() => folder.Dispose();

    private ReleaseRequest Request() => new() { Release = Fate, Chart = folder.WriteChart(), Values = new() { ["text"] = "hello" } };

    private Task<FakeHelm> ReleaseAsync(string states, string values = """{"text":"hello"}""")
    {
        var history = states.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(state => (state.Split(':')[0], "demo-" + state.Split(':')[1]));
        return FakeHelm.WithReleaseAsync(folder, history, values, Cancelled);
    }

    /// <summary>The verb alone; a rollback with its goal.</summary>
    private static string Short(string verb) => verb.StartsWith("rollback", StringComparison.Ordinal) ? "rollback:" + verb.Split(' ')[^1] : verb.Split(' ')[0];
}
