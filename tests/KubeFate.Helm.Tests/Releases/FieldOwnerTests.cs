using KubeFate.Helm.Tests.Fakes;
using KubeFate.Testing;

namespace KubeFate.Helm.Tests.Releases;

/// <summary>Fields that kubectl changed between two of our changes: helm 4 refuses to touch them, helm 3 and force do not.</summary>
public sealed class FieldOwnerTests : IAsyncLifetime
{
    private SimulatedCluster cluster = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => cluster = await SimulatedCluster.StartAsync(Cancelled);

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Theory]
    [MemberData(nameof(Helms.OfFour), MemberType = typeof(Helms))]
    public async Task A_field_that_another_manager_changed_is_a_conflict_until_forced(string program)
    {
        var installer = cluster.Installer(program);
        await installer.EnsureAsync(cluster.Request(replicas: 1), mayTakeOver: false, Cancelled);
        await cluster.KubectlAsync("scale deployment fate-web --replicas=5", cancellationToken: Cancelled);

        var error = await Assert.ThrowsAsync<HelmException>(() => installer.EnsureAsync(cluster.Request(replicas: 2), mayTakeOver: false, Cancelled));
        var forced = await installer.EnsureAsync(cluster.Request(replicas: 2) with { ForceConflicts = true }, mayTakeOver: false, Cancelled);

        Assert.Equal(HelmFailure.ResourceConflict, error.Code);
        Assert.Equal("Deployment default/fate-web: .spec.replicas was set by kubectl (scale) to another value; take that change back, or use --force to set ours", error.Message);
        Assert.Equal(ReleaseStatus.Deployed, forced.Status);
        Assert.Equal("2", await ReplicasAsync());
    }

    [Theory]
    [MemberData(nameof(Helms.OfFour), MemberType = typeof(Helms))]
    public async Task Two_owners_of_fields_of_two_objects_are_all_told_at_once(string program)
    {
        var installer = cluster.Installer(program);
        await installer.EnsureAsync(cluster.Request(replicas: 1), mayTakeOver: false, Cancelled);
        await cluster.KubectlAsync("scale deployment fate-web --replicas=5", cancellationToken: Cancelled);
        await cluster.KubectlAsync("set image deployment fate-web web=other:1", cancellationToken: Cancelled);
        await cluster.KubectlAsync("set selector service fate-web app=other", cancellationToken: Cancelled);

        var error = await Assert.ThrowsAsync<HelmException>(() => installer.EnsureAsync(cluster.Request(replicas: 2), mayTakeOver: false, Cancelled));

        Assert.Equal(HelmFailure.ResourceConflict, error.Code);
        Assert.Equal(
            "Service default/fate-web: .spec.selector was set by kubectl-set; "
            + "Deployment default/fate-web: .spec.replicas was set by kubectl (scale), .spec.template.spec.containers[name=\"web\"].image was set by kubectl-set "
            + "to other values; take these changes back, or use --force to set ours", error.Message);
        Assert.Equal([new("Service", "fate-web"), new("Deployment", "fate-web")], RefusedObject.In(error.Detail!));
    }

    [Theory]
    [MemberData(nameof(Helms.OfFour), MemberType = typeof(Helms))]
    public async Task Force_is_no_fault_where_helm_3_applied_and_the_client_decides(string program)
    {
        await cluster.Installer(Tools.OldHelm).EnsureAsync(cluster.Request(replicas: 1), mayTakeOver: false, Cancelled);
        await cluster.KubectlAsync("scale deployment fate-web --replicas=5", cancellationToken: Cancelled);

        var forced = await cluster.Installer(program).EnsureAsync(cluster.Request(replicas: 2) with { ForceConflicts = true }, mayTakeOver: false, Cancelled);
        var back = await cluster.Installer(program).RestoreAsync(forced.Name, 1, mustApply: false, [], Cancelled);

        Assert.Equal((2, ReleaseStatus.Deployed), (forced.Revision, forced.Status));
        Assert.Equal((3, ReleaseStatus.Deployed), (back.Revision, back.Status));
    }

    [Fact]
    public async Task The_way_back_takes_fields_from_others_that_came_in_between()
    {
        var installer = cluster.Installer(Tools.Helm);
        await installer.EnsureAsync(cluster.Request(replicas: 1), mayTakeOver: false, Cancelled);
        var second = await installer.EnsureAsync(cluster.Request(replicas: 2), mayTakeOver: false, Cancelled);
        await cluster.KubectlAsync("scale deployment fate-web --replicas=5", cancellationToken: Cancelled);

        var back = await installer.RestoreAsync(second.Name, 1, mustApply: false, [], Cancelled);

        Assert.Equal((3, ReleaseStatus.Deployed), (back.Revision, back.Status));
        Assert.Equal("1", await ReplicasAsync());
    }

    [Theory]
    [MemberData(nameof(Helms.OfFour), MemberType = typeof(Helms))]
    public async Task The_way_back_leaves_alone_what_the_change_was_refused(string program)
    {
        var installer = cluster.Installer(program);
        await installer.EnsureAsync(cluster.Request(replicas: 1), mayTakeOver: false, Cancelled);
        await cluster.KubectlAsync("scale deployment fate-web --replicas=5", cancellationToken: Cancelled);
        var error = await Assert.ThrowsAsync<HelmException>(() => installer.EnsureAsync(cluster.Request(replicas: 2), mayTakeOver: false, Cancelled));

        await installer.RestoreAsync(cluster.Request().Release, 1, mustApply: false, RefusedObject.In(error.Detail!), Cancelled);

        Assert.Equal("5", await ReplicasAsync());
        Assert.Equal(1, (await cluster.Client(program).GetHistoryAsync(cluster.Request().Release, Cancelled)).Last(release => release.Status == ReleaseStatus.Deployed).Revision);
        var again = await Assert.ThrowsAsync<HelmException>(() => installer.EnsureAsync(cluster.Request(replicas: 2), mayTakeOver: false, Cancelled));
        Assert.Equal(error.Message, again.Message);
        var forced = await installer.EnsureAsync(cluster.Request(replicas: 2) with { ForceConflicts = true }, mayTakeOver: false, Cancelled);
        Assert.Equal(ReleaseStatus.Deployed, forced.Status);
        Assert.Equal("2", await ReplicasAsync());
    }

    [Fact]
    public async Task An_entry_that_somebody_else_added_is_told_and_does_not_keep_the_way_back()
    {
        var installer = cluster.Installer(Tools.Helm);
        await installer.EnsureAsync(cluster.Request(replicas: 1), mayTakeOver: false, Cancelled);
        await cluster.KubectlAsync("""patch service fate-web --type merge -p {"spec":{"ports":[{"port":81,"name":"http"}]}}""", cancellationToken: Cancelled);

        var error = await Assert.ThrowsAsync<HelmException>(() => installer.EnsureAsync(cluster.Request(replicas: 2), mayTakeOver: false, Cancelled));
        await installer.RestoreAsync(cluster.Request().Release, 1, mustApply: false, RefusedObject.In(error.Detail!), Cancelled);

        Assert.Equal(HelmFailure.ResourceConflict, error.Code);
        Assert.Contains("Service fate-web would have \"http\" twice (spec.ports[1].name)", error.Message, StringComparison.Ordinal);
        Assert.Equal("1", await ReplicasAsync());
    }

    private Task<string> ReplicasAsync() => cluster.KubectlAsync("get deployment fate-web -o jsonpath={.spec.replicas}", cancellationToken: Cancelled);
}
