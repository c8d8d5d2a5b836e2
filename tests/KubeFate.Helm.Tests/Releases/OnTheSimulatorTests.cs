using KubeFate.Helm.Tests.Fakes;
using KubeFate.Testing;

namespace KubeFate.Helm.Tests.Releases;

public sealed class OnTheSimulatorTests : IAsyncLifetime
{
    private SimulatedCluster cluster = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => cluster = await SimulatedCluster.StartAsync(Cancelled);

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_release_lives_from_install_to_uninstall(string program)
    {
        var (client, request) = (cluster.Client(program), cluster.Request(replicas: 2));

        Assert.Null(await client.GetStatusAsync(request.Release, Cancelled));
        var first = await client.InstallAsync(request, Cancelled);
        var second = await client.UpgradeAsync(request with { Values = new() { ["replicas"] = 3 } }, Cancelled);
        await client.RollbackAsync(request.Release, 1, force: false, Cancelled);
        var history = await client.GetHistoryAsync(request.Release, Cancelled);

        Assert.Equal((1, ReleaseStatus.Deployed, "demo", "1.0.0", "8"), (first.Revision, first.Status, first.Chart, first.ChartVersion, first.AppVersion));
        Assert.Equal(request.Release, first.Name);
        Assert.Equal(2, second.Revision);
        Assert.Equal(["KubeFATE install", "KubeFATE upgrade", "Rollback to 1"], history.Select(release => release.Description));
        Assert.Equal("""{"replicas":2}""", (await client.GetValuesAsync(request.Release, all: false, Cancelled)).ToJsonString());
        Assert.Contains("kind: Deployment", await client.GetManifestAsync(request.Release, Cancelled), StringComparison.Ordinal);
        Assert.Equal("2", await cluster.KubectlAsync("get deployment fate-web -o jsonpath={.spec.replicas}", cancellationToken: Cancelled));

        await client.UninstallAsync(request.Release, Cancelled);
        Assert.Null(await client.GetStatusAsync(request.Release, Cancelled));
        Assert.Empty(await client.GetHistoryAsync(request.Release, Cancelled));
        Assert.Equal("", await cluster.KubectlAsync("get deployments,services,pvc -l app.kubernetes.io/managed-by=Helm -o name", cancellationToken: Cancelled));
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task What_we_install_is_a_plain_release_to_helm_list(string program)
    {
        await cluster.Installer(program).EnsureAsync(cluster.Request(), mayTakeOver: false, Cancelled);

        var environment = new Dictionary<string, string?> { ["KUBECONFIG"] = cluster.Folder.File("kubeconfig") };
        var list = (await ToolProcess.RunAsync(program, ["list", "-A", "-q"], environment, null, Cancelled)).MustSucceed();
        Assert.Equal("fate", list.Output.Trim());
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task Asking_twice_does_nothing_the_second_time(string program)
    {
        var installer = cluster.Installer(program);

        await installer.EnsureAsync(cluster.Request(), mayTakeOver: false, Cancelled);
        var again = await installer.EnsureAsync(cluster.Request(), mayTakeOver: false, Cancelled);
        var changed = await installer.EnsureAsync(cluster.Request(replicas: 2), mayTakeOver: false, Cancelled);

        Assert.Equal((1, 2), (again.Revision, changed.Revision));
    }

    [Fact]
    public async Task Helm_4_upgrades_what_helm_3_installed_and_back()
    {
        await cluster.Installer(Tools.OldHelm).EnsureAsync(cluster.Request(replicas: 1), mayTakeOver: false, Cancelled);
        await cluster.Installer(Tools.Helm).EnsureAsync(cluster.Request(replicas: 2), mayTakeOver: false, Cancelled);
        var third = await cluster.Installer(Tools.OldHelm).EnsureAsync(cluster.Request(replicas: 3), mayTakeOver: false, Cancelled);

        Assert.Equal((3, ReleaseStatus.Deployed), (third.Revision, third.Status));
        Assert.Equal("3", await cluster.KubectlAsync("get deployment fate-web -o jsonpath={.spec.replicas}", cancellationToken: Cancelled));
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_namespace_that_is_missing_is_named(string program)
    {
        var error = await Assert.ThrowsAsync<HelmException>(
            () => cluster.Installer(program).EnsureAsync(cluster.Request(@namespace: "nowhere"), mayTakeOver: false, Cancelled));

        Assert.Equal(HelmFailure.NamespaceMissing, error.Code);
        Assert.Contains("kubectl create namespace nowhere", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task An_object_that_is_not_helms_is_not_taken(string program)
    {
        await cluster.KubectlAsync("create service clusterip fate-web --tcp=80", cancellationToken: Cancelled);

        var error = await Assert.ThrowsAsync<HelmException>(() => cluster.Installer(program).EnsureAsync(cluster.Request(), mayTakeOver: false, Cancelled));

        Assert.Equal(HelmFailure.NameInUse, error.Code);
        Assert.StartsWith("Service fate-web in namespace default exists and was not made by helm", error.Message, StringComparison.Ordinal);
        Assert.Null(await cluster.Client(program).GetStatusAsync(cluster.Request().Release, Cancelled));
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task An_object_of_another_release_is_named_with_it(string program)
    {
        var installer = cluster.Installer(program);
        await installer.EnsureAsync(cluster.Request(name: "fate"), mayTakeOver: false, Cancelled);
        await cluster.KubectlAsync("annotate service fate-web meta.helm.sh/release-name=other --overwrite", cancellationToken: Cancelled);
        await cluster.KubectlAsync("delete secret -l owner=helm", cancellationToken: Cancelled);

        var error = await Assert.ThrowsAsync<HelmException>(() => installer.EnsureAsync(cluster.Request(name: "fate"), mayTakeOver: false, Cancelled));

        Assert.Equal(HelmFailure.NameInUse, error.Code);
        Assert.Contains("belongs to the helm release other", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_field_that_cannot_change_in_place_is_a_conflict_and_the_release_can_be_mended(string program)
    {
        var installer = cluster.Installer(program);
        await installer.EnsureAsync(cluster.Request(), mayTakeOver: false, Cancelled);

        var other = cluster.Request() with { Values = new() { ["replicas"] = 1, ["app"] = "other" } };
        var error = await Assert.ThrowsAsync<HelmException>(() => installer.EnsureAsync(other, mayTakeOver: false, Cancelled));
        var mended = await installer.EnsureAsync(cluster.Request(), mayTakeOver: false, Cancelled);

        Assert.Equal(HelmFailure.ResourceConflict, error.Code);
        Assert.Contains("Deployment fate-web exists and Kubernetes does not let this be changed in place", error.Message, StringComparison.Ordinal);
        Assert.Equal(ReleaseStatus.Deployed, mended.Status);
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_node_port_that_is_taken_is_named(string program)
    {
        var installer = cluster.Installer(program);
        var request = cluster.Request(name: "first") with { Values = new() { ["replicas"] = 1, ["nodePort"] = 30091 } };
        await installer.EnsureAsync(request, mayTakeOver: false, Cancelled);

        var second = request with { Release = new ReleaseName("second", "default") };
        var error = await Assert.ThrowsAsync<HelmException>(() => installer.EnsureAsync(second, mayTakeOver: false, Cancelled));

        Assert.Equal(HelmFailure.PortInUse, error.Code);
        Assert.StartsWith("NodePort 30091 of service second-web is taken by another service", error.Message, StringComparison.Ordinal);
        Assert.Equal(ReleaseStatus.Failed, (await cluster.Client(program).GetStatusAsync(second.Release, Cancelled))!.Status);
    }
}
