using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Service.Tests.Hosting;

namespace KubeFate.Service.Tests.Clients;

/// <summary>The service as the original command and fate-operator use it.</summary>
public sealed class OriginalCommandTests(ClientSite site) : IClassFixture<ClientSite>
{
    private static readonly string[] ClusterWords = ["Pending", "Creating", "Deleting", "Updating", "Running", "Unavailable", "Deleted", "Rollback", "Failed", "Unknown"];
    private static readonly string[] JobWords = ["Pending", "Running", "Success", "Failed", "Rollback", "Timeout", "Stopping", "Canceled"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_signs_in_before_every_call_and_follows_a_log_over_a_WebSocket()
    {
        var job = (await CallAsync(HttpMethod.Post, "v1/cluster", Install("command")))["data"]!;
        var ended = await EndAsync(job);
        var cluster = ended["cluster_id"]!.GetValue<string>();
        var log = (await CallAsync(HttpMethod.Get, $"v1/log/{cluster}?container=&follow=true&previous=false&since=0s&timestamps=false&tail=-1&limit-bytes=0"))["data"]!.GetValue<string>();

        // The dialer of the command sends the address of the service as Origin, not always the Host that it names.
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + await SignInAsync());
        socket.Options.SetRequestHeader("Origin", "http://127.0.0.1");
        await socket.ConnectAsync(new UriBuilder(site.Address) { Scheme = "ws", Path = $"v1/log/{cluster}/ws" }.Uri, Cancel);
        var frame = new byte[4096];
        var read = await socket.ReceiveAsync(frame, Cancel);

        Assert.Equal("Success", ended["status"]!.GetValue<string>());
        Assert.StartsWith("[simulated] web of pod party-9999/web-", log, StringComparison.Ordinal);
        Assert.Equal(log.Split('\n')[0] + "\n", Encoding.UTF8.GetString(frame, 0, read.Count));
    }

    [Fact]
    public async Task The_operator_meets_no_status_that_it_cannot_decode_from_the_request_to_the_end()
    {
        var token = await SignInAsync();
        var job = (await CallAsync(HttpMethod.Post, "v1/cluster", Install("operator", "party-10000"), token))["data"]!;
        var seen = new List<string>();
        while (!seen.Contains("Success"))
        {
            var now = (await CallAsync(HttpMethod.Get, $"v1/job/{job["uuid"]}", null, token))["data"]!;
            var cluster = (await CallAsync(HttpMethod.Get, $"v1/cluster/{now["cluster_id"]}", null, token))["data"]!;
            Assert.Contains(cluster["status"]!.GetValue<string>(), ClusterWords);
            Assert.All(now["sub_jobs"]?.AsObject() ?? [], module => Assert.Contains(module.Value!["Status"]!.GetValue<string>(), JobWords));
            Assert.Contains(now["status"]!.GetValue<string>(), new[] { "Pending", "Running", "Success" });
            seen.Add(now["status"]!.GetValue<string>());
        }

        foreach (var one in (await CallAsync(HttpMethod.Get, "v1/job/"))["data"]!.AsArray()) Assert.Contains(one!["status"]!.GetValue<string>(), JobWords);
        foreach (var one in (await CallAsync(HttpMethod.Get, "v1/cluster/?all=true"))["data"]!.AsArray()) Assert.Contains(one!["status"]!.GetValue<string>(), ClusterWords);
    }

    private static string Install(string name, string ns = "party-9999") =>
        $$"""{"name":"{{name}}","namespace":"{{ns}}","chart_name":"demo","chart_version":"v0.1.0","cover":false,"data":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(ClientSite.Spec(name, ns)))}}"}""";

    // Signing in again and again while waiting would meet the limit of sign-ins.
    private async Task<JsonNode> EndAsync(JsonNode job)
    {
        await site.Service.Http.GetStringAsync($"v1/job/{job["uuid"]}/events", Cancel);
        return (await CallAsync(HttpMethod.Get, $"v1/job/{job["uuid"]}"))["data"]!;
    }

    private async Task<JsonNode> CallAsync(HttpMethod method, string path, string? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token ?? await SignInAsync()) } };
        if (body is not null) request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var answer = await site.Service.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await RunningService.ReadAsync(answer);
    }

    private async Task<string> SignInAsync()
    {
        using var answer = await site.Service.TrySignInAsync();
        return (await RunningService.ReadAsync(answer))["token"]!.GetValue<string>();
    }
}
