using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using KubeFate.Testing;

namespace KubeFate.Acceptance.Tests;

/// <summary>What goes wrong at real sites: each has a clear message and an exit code, and leaves nothing that the next try trips over.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task A_missing_namespace_is_told_with_its_cure_which_works()
    {
        await using var site = await Site.OpenAsync("fast");
        await using var service = await site.StartServiceAsync();
        var spec = site.Spec("party-9999/cluster.yaml");
        var failed = await site.RunAsync(service, "cluster", "install", "-f", spec, "--wait");
        Assert.Equal(3, failed.ExitCode);
        Assert.Contains("there is no namespace fate-9999", failed.Error);
        Assert.Contains("kubectl create namespace fate-9999", failed.Error);
        Assert.Empty(await site.ReleasesAsync());
        (await site.RunAsync(service, "cluster", "install", "-f", spec, "--wait", "--create-namespace")).MustSucceed();
    }

    [Fact]
    public async Task A_missing_chart_is_told_with_those_at_hand()
    {
        await using var site = await Site.OpenAsync("fast", "fate-9999");
        await using var service = await site.StartServiceAsync();
        var failed = await site.RunAsync(service, "cluster", "install", "-f", site.Spec("party-9999/cluster.yaml", ("chartVersion: v1.8.0", "chartVersion: v9.9.9")), "--wait");
        Assert.NotEqual(0, failed.ExitCode);
        Assert.Contains("v9.9.9", failed.Error);
        Assert.Contains("v1.8.0", failed.Error);
    }

    [Fact]
    public async Task A_missing_helm_is_told_and_the_next_service_installs()
    {
        await using var site = await Site.OpenAsync("fast", "fate-9999");
        var spec = site.Spec("party-9999/cluster.yaml");
        site.Environment["FATECLOUD_HELM"] = "/nowhere/helm";
        await using (var service = await site.StartServiceAsync())
        {
            await service.SaysAsync("No cluster can be installed, updated or deleted: there is no helm command at /nowhere/helm: install helm 3.9 or newer (https://helm.sh/docs/intro/install/), or set FATECLOUD_HELM to its path", TestContext.Current.CancellationToken);
            var failed = await site.RunAsync(service, "cluster", "install", "-f", spec, "--wait");
            Assert.Equal(3, failed.ExitCode);
            Assert.Contains("FATECLOUD_HELM", failed.Error);
            Assert.Contains("helm_missing", (await site.RunAsync(service, "job", "list", "-o", "json")).Output);
        }

        site.Environment.Remove("FATECLOUD_HELM");
        await using var again = await site.StartServiceAsync();
        await again.SaysAsync("helm v", TestContext.Current.CancellationToken);
        await again.SaysAsync("Kubernetes v", TestContext.Current.CancellationToken);
        (await site.RunAsync(again, "cluster", "install", "-f", spec, "--wait")).MustSucceed();
    }

    [Fact]
    public async Task An_API_server_that_is_down_is_told_by_its_address()
    {
        await using var site = await Site.OpenAsync("fast", "fate-9999");
        site.Environment["KUBECONFIG"] = site.Folder.Write("down", (await File.ReadAllTextAsync(site.Kubeconfig, TestContext.Current.CancellationToken))
            .Replace("server: http://127.0.0.1:", "server: http://127.0.0.1:1#", StringComparison.Ordinal));
        await using var service = await site.StartServiceAsync();
        await service.SaysAsync("Kubernetes does not answer: ", TestContext.Current.CancellationToken);
        // It is tried again until the job's own limit, since it may come back.
        var failed = await site.RunAsync(service, "cluster", "install", "-f", site.Spec("party-9999/cluster.yaml", ("name: fate-9999", "timeLimit: 3s\nname: fate-9999")), "--wait");
        Assert.Equal(9, failed.ExitCode);
        Assert.Contains("cannot be reached", failed.Error);
    }

    [Fact]
    public async Task A_NodePort_that_another_cluster_has_is_named()
    {
        await using var site = await Site.OpenAsync("fast", "fate-9999", "other");
        await using var service = await site.StartServiceAsync();
        (await site.RunAsync(service, "cluster", "install", "-f", site.Spec("party-9999/cluster.yaml"), "--wait")).MustSucceed();
        var clash = site.Spec("party-9999/cluster.yaml", ("name: fate-9999", "name: other"), ("namespace: fate-9999", "namespace: other"));
        var failed = await site.RunAsync(service, "cluster", "install", "-f", clash, "--wait");
        Assert.Equal(3, failed.ExitCode);
        Assert.Contains("already", failed.Error);
        Assert.Contains("port_in_use", (await site.RunAsync(service, "job", "list", "-o", "json")).Output);
    }

    [Fact]
    public async Task A_release_that_somebody_made_by_hand_is_left_alone()
    {
        await using var site = await Site.OpenAsync("fast", "fate-9999");
        await using var service = await site.StartServiceAsync();
        var spec = site.Spec("party-9999/cluster.yaml");
        var chart = Path.Combine(KubeFate.Testing.Repository.Root, "charts", "fate");
        (await KubeFate.Testing.ToolProcess.RunAsync(KubeFate.Testing.Tools.Helm, ["install", "fate-9999", chart, "-n", "fate-9999", "-f", spec, "--kubeconfig", site.Kubeconfig],
            site.Folder.Variables(), input: null, TestContext.Current.CancellationToken)).MustSucceed();
        var failed = await site.RunAsync(service, "cluster", "install", "-f", spec, "--wait");
        Assert.Equal(3, failed.ExitCode);
        Assert.Contains("name_in_use", (await site.RunAsync(service, "job", "list", "-o", "json")).Output);
        Assert.Equal("1", Assert.Single(await site.ReleasesAsync())!["revision"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_namespace_that_is_deleted_during_an_install_is_no_success()
    {
        await using var site = await Site.OpenAsync("never-ready", "fate-9999");
        await using var service = await site.StartServiceAsync();
        var install = (await site.RunAsync(service, "cluster", "install", "-f", site.Spec("party-9999/cluster.yaml"))).MustSucceed();
        var job = install.Output["create job success, job id=".Length..].Trim();
        string pods;
        do pods = await site.KubectlAsync("get", "pods", "-n", "fate-9999", "-o", "name");
        while (!pods.Contains("rollsite", StringComparison.Ordinal));
        await site.KubectlAsync("wait", "deployment/rollsite", "-n", "fate-9999", "--for=jsonpath={.status.replicas}=1", HangGuard.Option);
        await site.KubectlAsync("delete", "namespace", "fate-9999");
        var watched = await site.RunAsync(service, "job", "describe", "--watch", job);
        Assert.Equal(3, watched.ExitCode);
    }

    [Fact]
    public async Task Of_two_installs_of_one_name_at_once_one_gets_through()
    {
        await using var site = await Site.OpenAsync("fast", "fate-9999");
        await using var service = await site.StartServiceAsync();
        var spec = site.Spec("party-9999/cluster.yaml");
        var both = await Task.WhenAll(site.RunAsync(service, "cluster", "install", "-f", spec, "--wait"), site.RunAsync(service, "cluster", "install", "-f", spec, "--wait"));
        Assert.Equal([0, 7], both.Select(result => result.ExitCode).Order());
        Assert.Contains("Cluster already existed", both.Single(result => result.ExitCode == 7).Error);
        Assert.Single(await site.ReleasesAsync());
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_the_start_with_the_variable_that_sets_another()
    {
        await using var site = await Site.OpenAsync("fast");
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        site.Environment["FATECLOUD_SERVER_PORT"] = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => site.StartServiceAsync());
        Assert.Contains("FATECLOUD_SERVER_PORT", failure.Message);
        Assert.DoesNotContain("   at ", failure.Message);
    }

    [Fact]
    public async Task No_service_no_page_and_no_password_have_messages_of_their_own()
    {
        await using var site = await Site.OpenAsync("fast");
        var down = await site.RunAsync("127.0.0.1:1", "cluster", "list");
        Assert.Equal(5, down.ExitCode);
        Assert.Contains("connection refused", down.Error);
        await using var service = await site.StartServiceAsync();
        var wrong = await KubeFate.Testing.ToolProcess.RunAsync(Programs.Command, ["cluster", "list", "--service-url", service.Address],
            new Dictionary<string, string?> { ["HOME"] = site.Folder.File("empty"), ["KUBEFATE_USERNAME"] = "admin", ["KUBEFATE_PASSWORD"] = "wrong" }, null, TestContext.Current.CancellationToken);
        Assert.Equal(4, wrong.ExitCode);
        Assert.Contains("incorrect Username or Password", wrong.Error);
        Assert.DoesNotContain("wrong", service.Log);
    }

    [Fact]
    public async Task No_secret_is_in_the_log_or_in_an_answer()
    {
        await using var site = await Site.OpenAsync("fast", "fate-9999");
        await using var service = await site.StartServiceAsync();
        (await site.RunAsync(service, "cluster", "install", "-f", site.Spec("party-9999/cluster.yaml"), "--wait")).MustSucceed();
        Assert.DoesNotContain("a-password-of-the-test", service.Log);
        Assert.DoesNotContain("eyJ", service.Log);
        var jobs = JsonNode.Parse((await site.RunAsync(service, "job", "list", "-o", "json")).MustSucceed().Output)!;
        Assert.DoesNotContain("a-password-of-the-test", jobs.ToJsonString());
    }
}
