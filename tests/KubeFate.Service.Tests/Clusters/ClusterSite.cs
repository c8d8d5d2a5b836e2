using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Helm;
using KubeFate.Service.Hosting;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Simulator;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters;

/// <summary>The whole service with the real helm on a simulated Kubernetes, and a small chart in two versions.</summary>
internal sealed class ClusterSite : IAsyncDisposable
{
    private readonly KubernetesSimulator simulator;

    private ClusterSite(KubernetesSimulator simulator) => this.simulator = simulator;

    /// <summary>The time limit of jobs that are to meet it, as <see cref="Late"/> asks for it.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromHours(7);

    /// <summary>A key of cluster.yaml.</summary>
    public const string Late = "\"timeLimit\":\"7h\"";

    public TempFolder Folder { get; } = new();

    public RunningService Service { get; private set; } = null!;

    public HelmClient Helm { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ReleaseName Release => new("demo1", "peer-a");

    /// <summary>
    /// With <paramref name="charts"/>, the folders of the charts to have in place of the small one; with <paramref name="account"/>, the ServiceAccount of the
    /// namespace peer-a as which the service signs in, without any right at first; with <paramref name="time"/>, the service's clock.
    /// </summary>
    public static async Task<ClusterSite> OpenAsync(
        string? helm = null, Func<ServiceOptions, ServiceOptions>? change = null, Func<TempFolder, IEnumerable<string>>? charts = null, string? account = null, TimeProvider? time = null)
    {
        var site = new ClusterSite(await KubernetesSimulator.StartAsync(new SimulatorOptions(), TimeProvider.System, Cancel));
        await site.simulator.WriteKubeconfigAsync(site.Folder.File("simulated"), Cancel);
        site.Helm = new HelmClient(new HelmOptions { Program = helm ?? Tools.Helm, WorkFolder = site.Folder.File("helm-work"), Kubeconfig = site.Folder.File("simulated") }, TimeProvider.System);
        if (charts is null) await SmallChart.CopyToAsync(site.Folder.File("charts"), Cancel);
        else foreach (var chart in charts(site.Folder)) await site.Helm.PackageAsync(chart, site.Folder.File("charts"), Cancel);
        using (var http = new HttpClient { BaseAddress = site.simulator.Address })
        {
            using var made = await http.PostAsJsonAsync("api/v1/namespaces", new { apiVersion = "v1", kind = "Namespace", metadata = new { name = "peer-a" } }, Cancel);
            made.EnsureSuccessStatusCode();
        }

        if (account is not null) await site.KubectlAsync($"create serviceaccount {account}");
        site.Service = await RunningService.StartAsync(site.Folder, options => (change ?? (same => same))(options with
        {
            Kubeconfig = account is null ? site.Folder.File("simulated") : site.Folder.Write("restricted", site.simulator.KubeconfigOf("peer-a", account)),
            ChartsFolder = site.Folder.File("charts"),
            Helm = helm ?? Tools.Helm,
            Simulated = true,
        }), time);
        await site.Service.SignInAsync();
        return site;
    }

    /// <summary>A request for demo1; the changes are keys of its cluster.yaml as JSON.</summary>
    public static string Body(string changes = "", string version = "v0.1.0", bool cover = false, string chart = "demo", string ns = "peer-a", bool force = false)
    {
        var spec = $$"""{"name":"demo1","namespace":"{{ns}}","chartName":"{{chart}}","chartVersion":"{{version}}"{{(changes.Length > 0 ? "," : "")}}{{changes}}}""";
        return $$"""{"name":"demo1","namespace":"{{ns}}","chart_name":"{{chart}}","chart_version":"{{version}}","cover":{{(cover ? "true" : "false")}},{{(force ? "\"force\":true," : "")}}"data":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(spec))}}"}""";
    }

    public async Task<(HttpStatusCode Status, JsonNode Body, HttpResponseMessage Answer)> SendAsync(string method, string path, string? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body);
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        var answer = await Service.Http.SendAsync(request, Cancel);
        return (answer.StatusCode, await RunningService.ReadAsync(answer), answer);
    }

    /// <summary>Sends it, requires that it is accepted, and answers its job once that has ended.</summary>
    public async Task<JsonNode> RunAsync(string method, string body)
    {
        var (status, answer, _) = await SendAsync(method, "v1/cluster", body);
        Assert.True(status == HttpStatusCode.OK, answer.ToJsonString());
        return await EndAsync(answer["data"]!["uuid"]!.GetValue<string>());
    }

    /// <summary>
    /// Sends a request with <see cref="TimeLimit"/> and answers its job once that time is over: it passes when the job waits for a module, which says these
    /// words, however long that takes.
    /// </summary>
    public async Task<JsonNode> RunLateAsync(string method, string body, ShortcutTime time, string module, string words)
    {
        var (status, answer, _) = await SendAsync(method, "v1/cluster", body);
        Assert.True(status == HttpStatusCode.OK, answer.ToJsonString());
        var uuid = answer["data"]!["uuid"]!.GetValue<string>();
        await SentenceAsync(uuid, module, words);
        time.Pass(TimeLimit);
        return await EndAsync(uuid);
    }

    /// <summary>The job once it has ended. The event stream ends with it: nothing is polled.</summary>
    public async Task<JsonNode> EndAsync(string job)
    {
        await Service.Http.GetStringAsync($"v1/job/{job}/events", Cancel);
        return (await SendAsync("GET", "v1/job/" + job)).Body["data"]!;
    }

    /// <summary>Waits until the job's events show that step in that state.</summary>
    public Task StepAsync(string job, string step, string status) => EventAsync(job, e => (string?)e["step"] == step && (string?)e["status"] == status);

    /// <summary>Waits until the job has looked at a module: what happens to its workload from then on is seen.</summary>
    public Task ModuleAsync(string job, string module) => EventAsync(job, e => (string?)e["module"] == module);

    /// <summary>Waits until the job says something of a module that begins with these words.</summary>
    public Task SentenceAsync(string job, string module, string words) =>
        EventAsync(job, e => (string?)e["module"] == module && ((string?)e["message"])?.StartsWith($"{module}: {words}", StringComparison.Ordinal) == true);

    /// <summary>The one cluster there is, as the list shows it: what is stored.</summary>
    public async Task<JsonNode> StoredAsync() => Assert.Single((await SendAsync("GET", "v1/cluster/")).Body["data"]!.AsArray())!;

    public async Task<(int Revision, ReleaseStatus Status, JsonObject Values)> ReleaseAsync()
    {
        var newest = await Helm.GetStatusAsync(Release, Cancel);
        return (newest!.Revision, newest.Status, await Helm.GetValuesAsync(Release, all: false, Cancel));
    }

    public async Task<string> KubectlAsync(string arguments) =>
        (await ToolProcess.RunAsync(Tools.Kubectl, [.. arguments.Split(' '), "-n", "peer-a", "--kubeconfig", Folder.File("simulated")], Folder.Variables(), input: null, Cancel)).MustSucceed().Output;

    public async ValueTask DisposeAsync()
    {
        if (Service is not null) await Service.DisposeAsync();
        await simulator.DisposeAsync();
        Folder.Dispose();
    }

    private async Task EventAsync(string job, Func<JsonNode, bool> awaited)
    {
        await using var stream = await Service.Http.GetStreamAsync($"v1/job/{job}/events", Cancel);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(Cancel) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal) && JsonNode.Parse(line[6..]) is { } e && awaited(e)) return;
        }

        Assert.Fail("the job ended before the event came");
    }
}
