using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KubeFate.Testing;

namespace KubeFate.Acceptance.Tests;

/// <summary><c>kubefate service --simulate</c>: a trial needs nothing else.</summary>
public sealed class TrialTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trial_keeps_its_objects_over_a_restart_and_says_that_it_is_simulated()
    {
        using var folder = new TempFolder();
        string cluster;
        await using (var first = await StartAsync(folder))
        {
            (await RunAsync(folder, first, "cluster", "install", "-f", Path.Combine(Repository.Root, "examples", "party-9999", "cluster.yaml"), "--wait")).MustSucceed();
            Assert.Contains("simulated", (await RunAsync(folder, first, "version")).MustSucceed().Output);
            cluster = (await RunAsync(folder, first, "cluster", "list")).MustSucceed().Output.Split('\n')[1].Split('\t')[0].Trim();
            Assert.Equal(0, await first.StopAsync(Cancel));
        }

        await using var second = await StartAsync(folder);
        var described = (await RunAsync(folder, second, "cluster", "describe", cluster)).MustSucceed().Output;
        Assert.Contains("Status      \tRunning", described);
        Assert.Contains("rollsite: Available", described);
        var pods = await ToolProcess.RunAsync(Tools.Kubectl, ["get", "pods", "-n", "fate-9999", "--kubeconfig", folder.File("data/kubeconfig.yaml")], folder.Variables(), null, Cancel);
        Assert.Contains("Running", pods.MustSucceed().Output);
    }

    [Fact]
    public async Task A_proxy_of_the_environment_is_not_asked_for_the_loopback_interface()
    {
        using var folder = new TempFolder();
        // Nobody listens there: whatever is sent to the proxy fails.
        string[] names = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"];
        var proxy = names.ToDictionary(name => name, _ => (string?)"http://127.0.0.1:9");
        proxy["NO_PROXY"] = proxy["no_proxy"] = null;

        await using var service = await StartAsync(folder, proxy);

        (await RunAsync(folder, service, proxy, "cluster", "install", "-f", Path.Combine(Repository.Root, "examples", "party-9999", "cluster.yaml"), "--wait")).MustSucceed();
    }

    [Fact]
    public async Task The_command_keeps_the_trials_password_privately_and_becomes_the_service()
    {
        using var folder = new TempFolder();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var variables = new Dictionary<string, string?> { ["HOME"] = folder.Path, ["FATECLOUD_SERVER_PORT"] = "0", ["FATECLOUD_HELM"] = Tools.Helm, ["KUBEFATE_CONFIG"] = null, ["XDG_CONFIG_HOME"] = null };
        var running = ToolProcess.RunAsync(Programs.Command, ["service", "--simulate", "--data", folder.File("data")], variables, null, stop.Token);
        var config = folder.File(".config/kubefate/config.yaml");
        await WrittenFile.AppearsAsync(config, running, Cancel);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(config));
        Assert.Matches("password: \"[A-Za-z0-9]{24}\"", await File.ReadAllTextAsync(config, Cancel));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_trial_that_cannot_listen_has_written_no_configuration()
    {
        using var folder = new TempFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var variables = new Dictionary<string, string?> { ["HOME"] = folder.Path, ["FATECLOUD_SERVER_PORT"] = port, ["FATECLOUD_HELM"] = Tools.Helm, ["KUBEFATE_CONFIG"] = null, ["XDG_CONFIG_HOME"] = null };
        var ended = await ToolProcess.RunAsync(Programs.Command, ["service", "--simulate", "--data", folder.File("data")], variables, null, Cancel);
        Assert.NotEqual(0, ended.ExitCode);
        Assert.Contains($"cannot listen on 127.0.0.1:{port}", ended.Error);
        Assert.False(File.Exists(folder.File(".config/kubefate/config.yaml")));
        Assert.DoesNotContain("the trial's user and password are in", ended.Error);
    }

    [Fact]
    public async Task The_simulator_runs_by_itself_and_prints_a_kubeconfig()
    {
        using var folder = new TempFolder();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var file = folder.File("kubeconfig");
        var running = ToolProcess.RunAsync(Programs.Command, ["simulator", "--kubeconfig-out", file], folder.Variables(), null, stop.Token);
        await WrittenFile.AppearsAsync(file, running, Cancel);
        var nodes = await ToolProcess.RunAsync(Tools.Kubectl, ["get", "nodes", "--kubeconfig", file], folder.Variables(), null, Cancel);
        Assert.Contains("simulated", nodes.MustSucceed().Output);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private static Task<ServiceProcess> StartAsync(TempFolder folder, Dictionary<string, string?>? variables = null)
    {
        var all = new Dictionary<string, string?>(variables ?? []) { ["FATECLOUD_SERVER_PORT"] = "0", ["FATECLOUD_USER_PASSWORD"] = "trial", ["FATECLOUD_HELM"] = Tools.Helm, ["FATECLOUD_DB_TYPE"] = null, ["KUBECONFIG"] = null };
        return ServiceProcess.StartAsync(["service", "--simulate", "--data", folder.File("data")], all, Cancel);
    }

    private static Task<ToolResult> RunAsync(TempFolder folder, ServiceProcess service, params string[] arguments) => RunAsync(folder, service, [], arguments);

    private static Task<ToolResult> RunAsync(TempFolder folder, ServiceProcess service, Dictionary<string, string?> variables, params string[] arguments)
    {
        var all = new Dictionary<string, string?>(variables)
        {
            ["HOME"] = folder.Path,
            ["KUBEFATE_SERVICEURL"] = service.Address,
            ["KUBEFATE_USERNAME"] = "admin",
            ["KUBEFATE_PASSWORD"] = "trial",
            ["KUBEFATE_CONFIG"] = null,
            ["XDG_CACHE_HOME"] = null,
            ["XDG_CONFIG_HOME"] = null,
        };
        return ToolProcess.RunAsync(Programs.Command, arguments, all, null, Cancel);
    }
}
