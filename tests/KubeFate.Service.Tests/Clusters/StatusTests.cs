using System.Net;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters;

/// <summary><c>GET /v1/cluster/{id}/status</c>.</summary>
public sealed class StatusTests
{
    [Fact]
    public async Task Every_part_is_shown_with_what_it_waits_for()
    {
        await using var site = await ClusterSite.OpenAsync();
        var (_, accepted, _) = await site.SendAsync("POST", "v1/cluster", ClusterSite.Body("\"stage\":\"image-pull\""));
        await site.StepAsync((string)accepted["data"]!["uuid"]!, "wait-ready", "started");
        var uuid = (string)(await site.StoredAsync())["uuid"]!;

        var (status, body, _) = await site.SendAsync("GET", $"v1/cluster/{uuid}/status");

        Assert.Equal(HttpStatusCode.OK, status);
        var cluster = body["data"]!;
        Assert.Equal((uuid, "demo1", "peer-a", "Creating"), ((string?)cluster["uuid"], (string?)cluster["name"], (string?)cluster["namespace"], (string?)cluster["status"]));
        var web = cluster["modules"]!.AsArray().Single(module => (string?)module!["module"] == "web")!;
        Assert.Equal("Deployment", (string?)web["kind"]);
        Assert.NotEqual("Available", (string?)web["condition"]);
        Assert.NotNull(web["waiting_for"]);
        Assert.Equal("StatefulSet", (string?)cluster["modules"]!.AsArray().Single(module => (string?)module!["module"] == "db")!["kind"]);
    }

    [Fact]
    public async Task Without_a_Kubernetes_what_is_stored_is_answered_with_the_reason()
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder);
        await service.SignInAsync();
        using var created = await service.Http.PostAsync("v1/cluster", new StringContent(ClusterSite.Body("\"timeLimit\":\"1s\"")), TestContext.Current.CancellationToken);
        var job = (await RunningService.ReadAsync(created))["data"]!;
        await service.Http.GetStringAsync($"v1/job/{job["uuid"]}/events", TestContext.Current.CancellationToken);

        using var answer = await service.Http.GetAsync($"v1/cluster/{job["cluster_id"]}/status", TestContext.Current.CancellationToken);

        var cluster = (await RunningService.ReadAsync(answer))["data"]!;
        Assert.Equal("Failed", (string?)cluster["status"]);
        Assert.Empty(cluster["modules"]!.AsArray());
        Assert.Contains("127.0.0.1:1", (string?)Assert.Single(cluster["notes"]!.AsArray()));
    }

    [Fact]
    public async Task An_unknown_cluster_is_problem_details()
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder);
        await service.SignInAsync();
        using var answer = await service.Http.GetAsync("v1/cluster/nope/status", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal("record not found", (string?)(await RunningService.ReadAsync(answer))["error"]);
    }
}
