using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KubeFate.Testing;

namespace KubeFate.Simulator.Tests;

public sealed class KubernetesSimulatorTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Objects_survive_a_restart()
    {
        await using (var first = await StartAsync())
        {
            using var http = new HttpClient { BaseAddress = first.Address };
            var map = new JsonObject { ["metadata"] = new JsonObject { ["name"] = "kept" }, ["data"] = new JsonObject { ["k"] = "v" } };
            (await http.PostAsJsonAsync("/api/v1/namespaces/default/configmaps", map, Cancellation)).EnsureSuccessStatusCode();
        }

        await using var second = await StartAsync();
        using var again = new HttpClient { BaseAddress = second.Address };
        var kept = await again.GetFromJsonAsync<JsonObject>("/api/v1/namespaces/default/configmaps/kept", Cancellation);
        Assert.Equal("v", (string?)kept!["data"]!["k"]);
    }

    [Fact]
    public async Task Two_cannot_share_a_data_folder()
    {
        await using var first = await StartAsync();
        var failure = await Assert.ThrowsAsync<IOException>(StartAsync);
        Assert.Contains("another process runs a simulated Kubernetes on " + folder.Path, failure.Message);
    }

    [Fact]
    public async Task A_start_that_fails_frees_the_data_folder()
    {
        await using var other = await KubernetesSimulator.StartAsync(new SimulatorOptions(), TimeProvider.System, Cancellation);
        var options = new SimulatorOptions { DataFolder = folder.Path, Port = other.Address.Port };
        await Assert.ThrowsAsync<IOException>(() => KubernetesSimulator.StartAsync(options, TimeProvider.System, Cancellation));
        await using var free = await StartAsync();
    }

    [Theory]
    [InlineData("latest", "fast")]
    [InlineData("v1.31", "fast")]
    [InlineData("v1.31.0", "slow")]
    public async Task A_wrong_option_is_refused(string version, string stage) => await Assert.ThrowsAnyAsync<ArgumentException>(() =>
        KubernetesSimulator.StartAsync(new SimulatorOptions { Version = version, Stage = stage }, TimeProvider.System, Cancellation));

    [Fact]
    public async Task The_kubeconfig_leads_here_and_is_its_owners_alone()
    {
        await using var simulator = await StartAsync();
        var path = folder.File("kubeconfig");
        await simulator.WriteKubeconfigAsync(path, Cancellation);

        var text = await File.ReadAllTextAsync(path, Cancellation);
        Assert.Contains($"server: http://127.0.0.1:{simulator.Address.Port}\n", text);
        Assert.Contains("current-context: kubefate-simulator", text);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task The_kubeconfig_of_a_service_account_has_its_rights_also_after_a_restart()
    {
        string text;
        await using (var first = await StartAsync())
        {
            await KubectlAsync(folder.Write("admin", first.Kubeconfig), "create serviceaccount robot");
            await KubectlAsync(folder.Write("admin", first.Kubeconfig), "create rolebinding robot --clusterrole=view --serviceaccount=default:robot");
            text = first.KubeconfigOf("default", "robot").Replace($":{first.Address.Port}", ":PORT", StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => first.KubeconfigOf("default", "nobody"));
        }

        await using var second = await StartAsync();
        var file = folder.Write("robot", text.Replace(":PORT", $":{second.Address.Port}", StringComparison.Ordinal));
        Assert.Equal(0, (await KubectlAsync(file, "get pods")).ExitCode);
        Assert.Contains("User \"system:serviceaccount:default:robot\" cannot list resource \"secrets\"", (await KubectlAsync(file, "get secrets")).Error);
        Assert.Contains(second.Asked, asked => asked is { User: "system:serviceaccount:default:robot", Verb: "list", Resource: "secrets", Allowed: false, Count: > 0 });
    }

    private Task<ToolResult> KubectlAsync(string kubeconfig, string arguments) => ToolProcess.RunAsync(
        Tools.Kubectl, [.. arguments.Split(' ')],
        new Dictionary<string, string?> { ["KUBECONFIG"] = kubeconfig, ["HOME"] = folder.Path }, input: null, Cancellation);

    private Task<KubernetesSimulator> StartAsync() =>
        KubernetesSimulator.StartAsync(new SimulatorOptions { DataFolder = folder.Path }, TimeProvider.System, Cancellation);
}
