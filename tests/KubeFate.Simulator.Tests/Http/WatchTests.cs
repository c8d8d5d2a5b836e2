using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Reading;

namespace KubeFate.Simulator.Tests.Http;

public sealed class WatchTests
{
    [Fact]
    public async Task A_watch_without_a_revision_begins_with_what_is_there()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddMapAsync("a");
        using var watch = await OpenWatch.StartAsync(api, Paths.Maps + "?watch=true");

        await api.AddMapAsync("b");

        Assert.Equal(["ADDED a", "ADDED b"], await watch.NextAsync(2));
    }

    [Fact]
    public async Task A_watch_from_a_revision_tells_what_came_after()
    {
        await using var api = await TestApi.StartAsync();
        var first = await api.AddMapAsync("a");
        using var watch = await OpenWatch.StartAsync(api, $"{Paths.Maps}?watch=1&resourceVersion={first["metadata"]!["resourceVersion"]}");

        await api.PatchAsync(Paths.Maps + "/a", "application/merge-patch+json", """{"data":{"k":"w"}}""");
        await api.SendAsync(HttpMethod.Delete, Paths.Maps + "/a");

        Assert.Equal(["MODIFIED a", "DELETED a"], await watch.NextAsync(2));
    }

    [Fact]
    public async Task An_object_that_ceases_to_match_is_deleted_for_the_watcher()
    {
        await using var api = await TestApi.StartAsync();
        using var watch = await OpenWatch.StartAsync(api, Paths.Maps + "?watch=true&labelSelector=in%3Dyes");

        await api.AddMapAsync("a");
        await api.PatchAsync(Paths.Maps + "/a", "application/merge-patch+json", """{"metadata":{"labels":{"in":"yes"}}}""");
        await api.PatchAsync(Paths.Maps + "/a", "application/merge-patch+json", """{"data":{"k":"w"}}""");
        await api.PatchAsync(Paths.Maps + "/a", "application/merge-patch+json", """{"metadata":{"labels":{"in":null}}}""");

        Assert.Equal(["ADDED a", "MODIFIED a", "DELETED a"], await watch.NextAsync(3));
    }

    [Fact]
    public async Task Other_namespaces_are_not_told()
    {
        await using var api = await TestApi.StartAsync();
        using var watch = await OpenWatch.StartAsync(api, Paths.Maps + "?watch=true");

        await api.PostAsync("/api/v1/namespaces/kube-system/configmaps", """{"metadata":{"name":"other"}}""");
        await api.AddMapAsync("mine");

        Assert.Equal(["ADDED mine"], await watch.NextAsync(1));
    }

    [Fact]
    public async Task Bookmarks_come_when_asked_for_and_nothing_else_does()
    {
        await using var api = await TestApi.StartAsync();
        var map = await api.AddMapAsync("a");
        using var watch = await OpenWatch.StartAsync(api, $"{Paths.Maps}?watch=true&allowWatchBookmarks=true&resourceVersion={map["metadata"]!["resourceVersion"]}");

        // Nobody writes: each bookmark comes of the time alone, and one does not hold up the next.
        for (var told = 0; told < 2; told++)
        {
            await api.Time.TimerAsync(WatchStream.BookmarkEvery, TestApi.Cancellation);
            api.Time.Advance(WatchStream.BookmarkEvery);

            var bookmark = (await watch.NextEventAsync())!;

            Assert.Equal("BOOKMARK", (string?)bookmark["type"]);
            Assert.Equal((string?)map["metadata"]!["resourceVersion"], (string?)bookmark["object"]!["metadata"]!["resourceVersion"]);
            Assert.Equal("ConfigMap", (string?)bookmark["object"]!["kind"]);
        }
    }

    [Fact]
    public async Task A_watch_ends_when_its_time_is_up()
    {
        await using var api = await TestApi.StartAsync();
        using var watch = await OpenWatch.StartAsync(api, Paths.Maps + "?watch=true&timeoutSeconds=5");

        api.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(await watch.NextEventAsync());
    }

    [Fact]
    public async Task A_watch_ends_when_the_server_stops()
    {
        var api = await TestApi.StartAsync();
        using var watch = await OpenWatch.StartAsync(api, Paths.Maps + "?watch=true");

        await api.StopAsync();

        Assert.Null(await watch.NextEventAsync());
        api.Http.Dispose();
    }

    [Fact]
    public async Task A_forgotten_revision_is_expired()
    {
        await using var api = await TestApi.StartAsync(history: 2);
        foreach (var name in (string[])["a", "b", "c"]) await api.AddMapAsync(name);

        var answer = await api.GetAsync(Paths.Maps + "?watch=true&resourceVersion=1");

        // The watch begins, as on a real server; that it cannot go on is its first and last event.
        Assert.Equal((200, "ERROR"), (answer.Code, (string?)answer.Json["type"]));
        Assert.Equal((410, "Expired"), ((int?)answer.Json["object"]!["code"], (string?)answer.Json["object"]!["reason"]));
    }

    [Fact]
    public async Task A_watch_list_is_refused_as_a_server_without_it_does()
    {
        await using var api = await TestApi.StartAsync();

        var answer = await api.GetAsync(Paths.Maps + "?watch=true&allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan");

        Assert.Equal((422, "Invalid"), (answer.Code, answer.Reason));
        Assert.Contains("sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled", answer.Message);
    }

    [Fact]
    public async Task A_watched_table_names_its_columns_once()
    {
        await using var api = await TestApi.StartAsync();
        await api.AddMapAsync("a");
        using var watch = await OpenWatch.StartAsync(api, Paths.Maps + "?watch=true", "application/json;as=Table;v=v1;g=meta.k8s.io");
        await api.AddMapAsync("b");

        var (first, second) = ((await watch.NextEventAsync())!["object"]!, (await watch.NextEventAsync())!["object"]!);

        Assert.Equal("Name", (string?)first["columnDefinitions"]![0]!["name"]);
        Assert.Null(second["columnDefinitions"]);
        Assert.Equal("b", (string?)second["rows"]![0]!["cells"]![0]);
    }

    /// <summary>One watch, read line by line.</summary>
    private sealed class OpenWatch(HttpResponseMessage response, StreamReader lines) : IDisposable
    {
        public static async Task<OpenWatch> StartAsync(TestApi api, string path, string accept = "application/json")
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Accept", accept);
            var response = await api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestApi.Cancellation);
            Assert.Equal(200, (int)response.StatusCode);
            return new(response, new StreamReader(await response.Content.ReadAsStreamAsync(TestApi.Cancellation)));
        }

        public void Dispose()
        {
            lines.Dispose();
            response.Dispose();
        }

        /// <summary>The next event; null at the end of the watch.</summary>
        public async Task<JsonNode?> NextEventAsync() => await lines.ReadLineAsync(TestApi.Cancellation) is { } line ? JsonNode.Parse(line) : null;

        public async Task<List<string>> NextAsync(int count)
        {
            var seen = new List<string>();
            while (seen.Count < count && await NextEventAsync() is { } next) seen.Add($"{next["type"]} {next["object"]!["metadata"]!["name"]}");
            return seen;
        }
    }
}
