using KubeFate.Helm.Tests.Fakes;
using KubeFate.Testing;

namespace KubeFate.Helm.Tests.Releases;

/// <summary>Helm really killed in the middle of its work, on the Simulator; then the installer goes on.</summary>
public sealed class RecoveryTests : IAsyncLifetime
{
    private SimulatedCluster cluster = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => cluster = await SimulatedCluster.StartAsync(Cancelled);

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task An_install_cut_short_is_finished_and_its_volume_claim_kept(string program)
    {
        await KilledAsync(program, "POST|PATCH", "/deployments", (installer, token) => installer.EnsureAsync(cluster.Request(), mayTakeOver: false, token));
        var claim = await ClaimAsync();
        Assert.Equal(ReleaseStatus.PendingInstall, (await StatusAsync(program))!.Status);

        await BusyAsync(program, cluster.Request());
        var release = await cluster.Installer(program).EnsureAsync(cluster.Request(), mayTakeOver: true, Cancelled);

        Assert.Equal((ReleaseStatus.Deployed, "KubeFATE upgrade"), (release.Status, release.Description));
        Assert.Equal("1", await ReplicasAsync());
        Assert.Equal(claim, await ClaimAsync());
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task An_upgrade_cut_short_is_finished(string program)
    {
        await cluster.Installer(program).EnsureAsync(cluster.Request(replicas: 1), mayTakeOver: false, Cancelled);
        await KilledAsync(program, "POST|PATCH", "/deployments", (installer, token) => installer.EnsureAsync(cluster.Request(replicas: 2), mayTakeOver: false, token));
        Assert.Equal(ReleaseStatus.PendingUpgrade, (await StatusAsync(program))!.Status);

        await BusyAsync(program, cluster.Request(replicas: 2));
        var release = await cluster.Installer(program).EnsureAsync(cluster.Request(replicas: 2), mayTakeOver: true, Cancelled);

        Assert.Equal(ReleaseStatus.Deployed, release.Status);
        Assert.Equal("2", await ReplicasAsync());
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task An_upgrade_cut_short_gives_way_to_another(string program)
    {
        await cluster.Installer(program).EnsureAsync(cluster.Request(replicas: 1), mayTakeOver: false, Cancelled);
        await KilledAsync(program, "POST|PATCH", "/deployments", (installer, token) => installer.EnsureAsync(cluster.Request(replicas: 2), mayTakeOver: false, token));

        var release = await cluster.Installer(program).EnsureAsync(cluster.Request(replicas: 3), mayTakeOver: true, Cancelled);

        Assert.Equal(ReleaseStatus.Deployed, release.Status);
        Assert.Equal("3", await ReplicasAsync());
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_recovery_cut_short_is_recovered(string program)
    {
        Task EnsureAsync(ReleaseInstaller installer, CancellationToken token) => installer.EnsureAsync(cluster.Request(), mayTakeOver: true, token);
        await KilledAsync(program, "POST|PATCH", "/deployments", EnsureAsync);
        await KilledAsync(program, "POST|PATCH", "/deployments", EnsureAsync);
        Assert.Equal(ReleaseStatus.PendingRollback, (await StatusAsync(program))!.Status);

        var release = await cluster.Installer(program).EnsureAsync(cluster.Request(), mayTakeOver: true, Cancelled);

        Assert.Equal(ReleaseStatus.Deployed, release.Status);
        Assert.Equal("1", await ReplicasAsync());
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task An_uninstall_cut_short_is_finished_whether_or_not_the_release_shall_be_again(string program)
    {
        await cluster.Installer(program).EnsureAsync(cluster.Request(), mayTakeOver: false, Cancelled);
        await KilledAsync(program, "DELETE", "/deployments", (installer, token) => installer.EnsureAbsentAsync(cluster.Request().Release, token));
        Assert.Equal(ReleaseStatus.Uninstalling, (await StatusAsync(program))!.Status);

        var again = await cluster.Installer(program).EnsureAsync(cluster.Request(), mayTakeOver: true, Cancelled);
        Assert.Equal((ReleaseStatus.Deployed, 1), (again.Status, again.Revision));

        await KilledAsync(program, "DELETE", "/deployments", (installer, token) => installer.EnsureAbsentAsync(cluster.Request().Release, token));
        await cluster.Installer(program).EnsureAbsentAsync(cluster.Request().Release, Cancelled);
        Assert.Null(await StatusAsync(program));
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_failed_first_install_is_mended_in_place_and_its_volume_claim_kept(string program)
    {
        cluster.Proxy.Refuse("POST|PATCH", "/deployments", 403, "Forbidden", "deployments.apps \"fate-web\" is forbidden: exceeded quota: small, requested: pods=1, used: pods=3, limited: pods=3");
        var error = await Assert.ThrowsAsync<HelmException>(() => cluster.Installer(program).EnsureAsync(cluster.Request(), mayTakeOver: false, Cancelled));
        cluster.Proxy.Pass();
        var claim = await ClaimAsync();

        var release = await cluster.Installer(program).EnsureAsync(cluster.Request(), mayTakeOver: false, Cancelled);

        Assert.Equal(HelmFailure.QuotaExceeded, error.Code);
        Assert.Equal((ReleaseStatus.Deployed, 2), (release.Status, release.Revision));
        Assert.Equal(claim, await ClaimAsync());
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_failure_that_helm_calls_superseded_is_not_taken_for_good(string program)
    {
        cluster.Proxy.Refuse("POST|PATCH", "/deployments", 403, "Forbidden", "deployments.apps \"fate-web\" is forbidden: no");
        await Assert.ThrowsAsync<HelmException>(() => cluster.Installer(program).EnsureAsync(cluster.Request(), mayTakeOver: false, Cancelled));
        cluster.Proxy.Pass();
        await cluster.Installer(program).EnsureAsync(cluster.Request(), mayTakeOver: false, Cancelled);
        await cluster.Installer(program).EnsureAsync(cluster.Request(replicas: 2), mayTakeOver: false, Cancelled);

        var history = await cluster.Client(program).GetHistoryAsync(cluster.Request().Release, Cancelled);

        Assert.Equal(
            [(ReleaseStatus.Superseded, false), (ReleaseStatus.Superseded, true), (ReleaseStatus.Deployed, true)],
            history.Select(release => (release.Status, release.WasDeployed)));
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_way_back_cut_short_is_gone_to_its_end(string program)
    {
        await cluster.Installer(program).EnsureAsync(cluster.Request(replicas: 1), mayTakeOver: false, Cancelled);
        await cluster.Installer(program).EnsureAsync(cluster.Request(replicas: 2), mayTakeOver: false, Cancelled);
        await KilledAsync(program, "POST|PATCH", "/deployments", (installer, token) => installer.RestoreAsync(cluster.Request().Release, 1, mustApply: false, [], token));
        Assert.Equal(ReleaseStatus.PendingRollback, (await StatusAsync(program))!.Status);

        var release = await cluster.Installer(program).RestoreAsync(cluster.Request().Release, 1, mustApply: false, [], Cancelled);

        Assert.Equal((ReleaseStatus.Deployed, "Rollback to 1"), (release.Status, release.Description));
        Assert.Equal("1", await ReplicasAsync());
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task When_the_cluster_refuses_the_recovery_the_caller_hears_why(string program)
    {
        await KilledAsync(program, "POST|PATCH", "/deployments", (installer, token) => installer.EnsureAsync(cluster.Request(), mayTakeOver: false, token));
        cluster.Proxy.Refuse("POST|PATCH", "/deployments", 400, "BadRequest", "admission webhook \"policy.example\" denied the request: no image of that name");

        var error = await Assert.ThrowsAsync<HelmException>(() => cluster.Installer(program).EnsureAsync(cluster.Request(), mayTakeOver: true, Cancelled));
        cluster.Proxy.Pass();
        var release = await cluster.Installer(program).EnsureAsync(cluster.Request(), mayTakeOver: false, Cancelled);

        Assert.Equal("a policy of the Kubernetes cluster (policy.example) refuses it: no image of that name", error.Message);
        Assert.Equal(ReleaseStatus.Deployed, release.Status);
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task An_uninstall_that_may_not_delete_says_what(string program)
    {
        await cluster.Installer(program).EnsureAsync(cluster.Request(), mayTakeOver: false, Cancelled);
        cluster.Proxy.Refuse("DELETE", "/deployments", 403, "Forbidden", "deployments.apps \"fate-web\" is forbidden: User \"jane\" cannot delete resource \"deployments\" in API group \"apps\" in the namespace \"default\"");

        var error = await Assert.ThrowsAsync<HelmException>(() => cluster.Installer(program).EnsureAbsentAsync(cluster.Request().Release, Cancelled));

        Assert.Equal(HelmFailure.Forbidden, error.Code);
        Assert.StartsWith("the account jane may not delete deployments in namespace default", error.Message, StringComparison.Ordinal);
        // Helm 3 purges its record regardless; then nobody but this message knows of what is left.
        var forgotten = await cluster.Client(program).GetStatusAsync(cluster.Request().Release, Cancelled) is null;
        Assert.Equal(forgotten, error.Message.Contains("Helm has forgotten the release all the same", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_install_that_helm_could_not_write_down_is_no_success_and_is_recovered()
    {
        cluster.Proxy.Refuse("PUT", "/secrets/", 500, "InternalError", "etcdserver: leader changed");
        var error = await Assert.ThrowsAsync<HelmException>(() => cluster.Installer(Tools.Helm).EnsureAsync(cluster.Request(), mayTakeOver: false, Cancelled));
        cluster.Proxy.Pass();

        Assert.True(error.IsTransient);
        Assert.Equal(ReleaseStatus.PendingInstall, (await StatusAsync(Tools.Helm))!.Status);
        var release = await cluster.Installer(Tools.Helm).EnsureAsync(cluster.Request(), mayTakeOver: true, Cancelled);
        Assert.Equal(ReleaseStatus.Deployed, release.Status);
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task Two_installs_of_one_name_at_once_leave_one_release(string program)
    {
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => TryAsync()));
        var settled = await cluster.Installer(program).EnsureAsync(cluster.Request(), mayTakeOver: true, Cancelled);

        Assert.All(both.OfType<HelmException>(), error => Assert.Contains(error.Code, new[] { HelmFailure.OperationInProgress, HelmFailure.NameInUse, HelmFailure.ResourceConflict }));
        Assert.True(both.OfType<HelmException>().Count() <= 1, string.Join('\n', both.OfType<HelmException>()));
        Assert.Equal(ReleaseStatus.Deployed, settled.Status);

        async Task<HelmException?> TryAsync()
        {
            try
            {
                await cluster.Installer(program).EnsureAsync(cluster.Request(), mayTakeOver: false, Cancelled);
                return null;
            }
            catch (HelmException error)
            {
                return error;
            }
        }
    }

    /// <summary>Runs until helm asks for what is held back, then ends helm as a crash would.</summary>
    private async Task KilledAsync(string program, string method, string path, Func<ReleaseInstaller, CancellationToken, Task> act)
    {
        cluster.Proxy.Hold(method, path);
        using var crash = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var running = act(cluster.Installer(program), crash.Token);
        await Task.WhenAny(running, cluster.Proxy.HeldAsync());
        await crash.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        cluster.Proxy.Pass();
    }

    private async Task BusyAsync(string program, ReleaseRequest request)
    {
        var error = await Assert.ThrowsAsync<HelmException>(() => cluster.Installer(program).EnsureAsync(request, mayTakeOver: false, Cancelled));
        Assert.Equal(HelmFailure.OperationInProgress, error.Code);
    }

    private Task<HelmRelease?> StatusAsync(string program) => cluster.Client(program).GetStatusAsync(cluster.Request().Release, Cancelled);

    private Task<string> ReplicasAsync() => cluster.KubectlAsync("get deployment fate-web -o jsonpath={.spec.replicas}", cancellationToken: Cancelled);

    private Task<string> ClaimAsync() => cluster.KubectlAsync("get pvc fate-data -o jsonpath={.metadata.uid}", cancellationToken: Cancelled);
}
