using KubeFate.Kubernetes.Logs;
using KubeFate.Kubernetes.Tests.ApiServer;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Kubernetes.Tests.Logs;

public sealed class PodLogTests : ServerFixture
{
    private const string Log = "api/v1/namespaces/ns/pods/python-0/log";

    private static readonly LogRequest Request = new() { Namespace = "ns", Pod = "python-0", Container = "python" };

    [Fact]
    public void Every_wish_is_in_the_query()
    {
        Assert.Equal($"{Log}", PodLog.PathOf(new LogRequest { Namespace = "ns", Pod = "python-0" }));
        Assert.Equal(
            $"{Log}?container=python&follow=true&previous=true&sinceSeconds=1&sinceTime=2026-01-02T03%3A04%3A05Z&tailLines=3&limitBytes=4&timestamps=true",
            PodLog.PathOf(Request with
            {
                Follow = true,
                Previous = true,
                Since = TimeSpan.FromMilliseconds(5),
                SinceTime = new DateTimeOffset(2026, 1, 2, 4, 4, 5, TimeSpan.FromHours(1)),
                TailLines = 3,
                LimitBytes = 4,
                Timestamps = true,
            }));
    }

    [Fact]
    public async Task Lines_come_as_they_are_and_the_last_needs_no_end()
    {
        Server.Answer(Log, context => context.Response.WriteAsync("one\r\n\nthrée\nlast", context.RequestAborted));

        var lines = await ReadAsync(Request);

        Assert.Equal(["one", "", "thrée", "last"], lines.Select(line => line.Text));
        Assert.All(lines, line => Assert.Equal(("python-0", "python", null), (line.Pod, line.Container, line.Time)));
    }

    [Fact]
    public async Task Times_are_taken_off_the_line_when_asked_for()
    {
        Server.Answer(Log, context => context.Response.WriteAsync("2026-01-02T03:04:05.123456789Z hello world\n2026-01-02T03:04:06Z \n", context.RequestAborted));

        var lines = await ReadAsync(Request with { Timestamps = true });

        Assert.Equal(["hello world", ""], lines.Select(line => line.Text));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234567), lines[0].Time!.Value, TimeSpan.FromTicks(2));
    }

    [Fact]
    public async Task A_followed_log_comes_line_by_line_and_ends_cleanly_when_the_reader_leaves()
    {
        var left = new TaskCompletionSource();
        Server.Answer(Log, async context =>
        {
            context.RequestAborted.Register(() => left.TrySetResult());
            await context.Response.WriteAsync("first\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });

        await foreach (var line in Gateway.ReadLogAsync(Request with { Follow = true }, Token))
        {
            Assert.Equal("first", line.Text);
            break;
        }

        await left.Task.WaitAsync(Token);
    }

    [Theory]
    [InlineData(404, "pods \"python-0\" not found", KubernetesFailure.NotFound)]
    [InlineData(400, "container \"python\" in pod \"python-0\" is waiting to start: ContainerCreating", KubernetesFailure.Other)]
    public async Task What_the_server_refuses_is_said_in_its_words(int status, string words, KubernetesFailure code)
    {
        Server.Refuse(Log, status, "Reason", words);

        var failure = await FailsAsync(() => ReadAsync(Request));
        Assert.Equal((code, words), (failure.Code, failure.Detail));
    }

    [Fact]
    public async Task A_log_that_breaks_off_is_said()
    {
        Server.Answer(Log, async context =>
        {
            await context.Response.WriteAsync("first\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        });

        Assert.Equal(KubernetesFailure.Unreachable, (await FailsAsync(() => ReadAsync(Request))).Code);
    }

    [Fact]
    public async Task Pods_are_listed_with_their_containers()
    {
        var pod = Samples.Owned("python-0", "p", "s");
        pod["metadata"]!["labels"] = new System.Text.Json.Nodes.JsonObject { ["fateMoudle"] = "python" };
        pod["spec"] = System.Text.Json.Nodes.JsonNode.Parse("""{"containers":[{"name":"python"},{"name":"fateboard"}],"initContainers":[{"name":"ping-mysql"}]}""");
        Server.At(Samples.Pods).Put(pod);

        var found = Assert.Single(await Gateway.ListPodsAsync("ns", "fate-9999", Token));
        Assert.Equal(("python-0", "python"), (found.Name, found.Module));
        Assert.Equal(["python", "fateboard"], found.Containers);
        Assert.Equal(["ping-mysql"], found.InitContainers);
    }

    private async Task<List<LogLine>> ReadAsync(LogRequest request)
    {
        var lines = new List<LogLine>();
        await foreach (var line in Gateway.ReadLogAsync(request, Token)) lines.Add(line);
        return lines;
    }
}
