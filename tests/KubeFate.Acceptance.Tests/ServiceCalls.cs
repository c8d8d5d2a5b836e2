using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace KubeFate.Acceptance.Tests;

/// <summary>Calls of /v1 as a script makes them, to one service.</summary>
internal sealed class ServiceCalls : IDisposable
{
    private readonly HttpClient http;

    private ServiceCalls(HttpClient http) => this.http = http;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ServiceCalls> SignInAsync(ServiceProcess service)
    {
        var http = new HttpClient { BaseAddress = new Uri(service.Address) };
        using var answer = await http.PostAsync("v1/user/login", new StringContent($$"""{"username":"admin","password":"{{Site.Password}}"}"""), Cancel);
        answer.EnsureSuccessStatusCode();
        var token = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["token"]!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new ServiceCalls(http);
    }

    /// <summary>Asks for an install (POST) or an update (PUT) to a cluster.yaml and answers the job's uuid; throws <see cref="HttpRequestException"/> when the service dies.</summary>
    public async Task<string> ClusterAsync(HttpMethod method, string spec)
    {
        var body = $$"""{"name":"fate-9999","namespace":"fate-9999","chart_name":"fate","chart_version":"v1.8.0","data":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(File.ReadAllText(spec)))}}"}""";
        using var request = new HttpRequestMessage(method, "v1/cluster") { Content = new StringContent(body) };
        using var answer = await http.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, text);
        return (string)JsonNode.Parse(text)!["data"]!["uuid"]!;
    }

    public async Task StopAsync(string job)
    {
        using var answer = await http.PutAsync($"v1/job/{job}?jobStatus=stop", content: null, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<JsonNode> DataAsync(string path) => JsonNode.Parse(await http.GetStringAsync(path, Cancel))!["data"]!;

    /// <summary>The messages of the job's events once it has ended.</summary>
    public async Task<IReadOnlyList<string>> EventsAsync(string job) =>
        [.. (await http.GetStringAsync($"v1/job/{job}/events", Cancel)).Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => (string)JsonNode.Parse(line[6..])!["message"]!)];

    /// <summary>Waits until an event of the job says that.</summary>
    public async Task WaitForAsync(string job, string message)
    {
        await using var stream = await http.GetStreamAsync($"v1/job/{job}/events", Cancel);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(Cancel) is { } line)
        {
            if (line.Contains($"\"{message}", StringComparison.Ordinal)) return;
        }

        Assert.Fail($"the job ended and never said: {message}");
    }

    public void Dispose() => http.Dispose();
}
