using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace KubeFate.Acceptance.Tests.Chaos;

/// <summary>A patient client: it asks again, with the same idempotency key, until somebody answers.</summary>
internal sealed class ChaosCalls(Func<Uri> service) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private string? token;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Asks for a job until it is accepted; the same key gives the same job.</summary>
    public async Task<string> AskAsync(HttpMethod method, string cluster, string? spec, string key)
    {
        var path = spec is null ? $"v1/cluster/{cluster}" : "v1/cluster";
        var body = spec is null ? null : $$"""{"name":"{{cluster}}","namespace":"{{ChaosSite.Namespace}}","chart_name":"{{ChaosChart.Name}}","chart_version":"{{ChaosChart.Version}}","data":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(spec))}}"}""";
        return (string)(await SendAsync(method, path, body, key))["uuid"]!;
    }

    /// <summary>The job once it has ended; null when it has not within the time.</summary>
    public async Task<JsonNode?> EndAsync(string job, TimeSpan patience)
    {
        var until = TimeProvider.System.GetUtcNow() + patience;
        while (TimeProvider.System.GetUtcNow() < until)
        {
            var now = await DataAsync("v1/job/" + job);
            if ((string?)now["status"] is "Success" or "Failed" or "Timeout" or "Canceled") return now;
            await Task.Delay(Pause, TimeProvider.System, Cancel);
        }

        return null;
    }

    public Task<JsonNode> DataAsync(string path) => SendAsync(HttpMethod.Get, path, null, null);

    public async Task UploadAsync(string archive)
    {
        await SignInAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(await File.ReadAllBytesAsync(archive, Cancel)), "file", Path.GetFileName(archive) } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service(), "v1/chart")) { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, string? body, string? key)
    {
        for (var until = TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(3); ;)
        {
            var refused = "nobody answered";
            try
            {
                if (token is null) await SignInAsync();
                using var request = new HttpRequestMessage(method, new Uri(service(), path)) { Content = body is null ? null : new StringContent(body) };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                if (key is not null) request.Headers.Add("Idempotency-Key", key);
                using var answer = await http.SendAsync(request, Cancel);
                refused = await answer.Content.ReadAsStringAsync(Cancel);
                if (answer.IsSuccessStatusCode) return JsonNode.Parse(refused)!["data"]!;
                Assert.True((int)answer.StatusCode >= 500, $"{method} {path}: {(int)answer.StatusCode} {refused}");
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException && !Cancel.IsCancellationRequested)
            {
                // Dead, or its database is.
            }

            Assert.True(TimeProvider.System.GetUtcNow() < until, refused);
            await Task.Delay(Pause, TimeProvider.System, Cancel);
        }
    }

    private async Task SignInAsync()
    {
        using var answer = await http.PostAsync(new Uri(service(), "v1/user/login"), new StringContent($$"""{"username":"admin","password":"{{Site.Password}}"}"""), Cancel);
        answer.EnsureSuccessStatusCode();
        token = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["token"]!;
    }
}
