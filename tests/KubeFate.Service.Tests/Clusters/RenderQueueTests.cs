using System.Security.Claims;
using KubeFate.Service.Clusters.Rendering;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Testing;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Tests.Clusters;

/// <summary>Renders are programs of somebody else: their number is bounded.</summary>
public sealed class RenderQueueTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task So_many_render_and_four_times_as_many_wait_and_whoever_comes_then_is_told_to_come_back()
    {
        using var queue = new RenderQueue(Options(1));
        var end = new TaskCompletionSource();
        var running = 0;
        var places = new[] { "ann", "ann", "bob", "bob", "cat" }.Select(user => queue.RunAsync(Of(user), async () =>
        {
            Interlocked.Increment(ref running);
            await end.Task;
            return "done";
        }).AsTask()).ToList();
        Assert.Equal(1, running);

        var own = Of("ann");
        var ofUser = await Assert.ThrowsAsync<ServiceException>(() => queue.RunAsync(own, () => default).AsTask());
        Assert.Equal((429, "too_many_requests", "5"), (ofUser.HttpStatus, ofUser.Code, own.Response.Headers.RetryAfter.ToString()));
        var other = Of("dan");
        var ofAll = await Assert.ThrowsAsync<ServiceException>(() => queue.RunAsync(other, () => default).AsTask());
        Assert.Equal((503, "service_busy", "5"), (ofAll.HttpStatus, ofAll.Code, other.Response.Headers.RetryAfter.ToString()));

        end.SetResult();
        Assert.All(await Task.WhenAll(places), answer => Assert.Equal("done", answer));
        Assert.Equal("free", await queue.RunAsync(other, () => ValueTask.FromResult<object?>("free")));
    }

    [Fact]
    public async Task A_client_that_goes_away_leaves_its_place_to_the_next()
    {
        using var queue = new RenderQueue(Options(1));
        var end = new TaskCompletionSource();
        var first = queue.RunAsync(Of("ann"), async () => { await end.Task; return null; }).AsTask();
        using var gone = new CancellationTokenSource();
        var context = Of("ann");
        context.RequestAborted = gone.Token;
        var second = queue.RunAsync(context, () => throw new InvalidOperationException("it must not run")).AsTask();

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        var third = queue.RunAsync(Of("ann"), () => ValueTask.FromResult<object?>("its turn")).AsTask();
        end.SetResult();
        await first;
        Assert.Equal("its turn", await third);
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_its_helm_and_too_many_at_once_are_refused()
    {
        var folder = new TempFolder();
        var helm = folder.Write("helm", $$"""
            #!/bin/sh
            [ "$1" = version ] && { echo v4.1.4; exit 0; }
            [ "$1" = template ] && { echo $$ > '{{folder.Path}}/ready'; exec sleep 1000; }
            exit 1
            """);
        File.SetUnixFileMode(helm, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        (await ToolProcess.RunAsync("mkfifo", [folder.File("ready")], null, null, Cancel)).MustSucceed();
        await using var site = await ClusterSite.OpenAsync(change: options => options with { HelmParallelism = 1, Helm = helm });
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        // One renders, one waits; which of the three is refused is a matter of who came last.
        var renders = Enumerable.Range(0, 3).Select(_ => RenderAsync(site, leave.Token)).ToList();
        var child = int.Parse(await File.ReadAllTextAsync(folder.File("ready"), Cancel), System.Globalization.CultureInfo.InvariantCulture);

        var first = await Task.WhenAny(renders);
        renders.Remove(first);
        using var refused = await first;
        Assert.Equal((429, "5"), ((int)refused.StatusCode, refused.Headers.RetryAfter!.ToString()));

        await leave.CancelAsync();
        foreach (var render in renders) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => render);
        while (File.Exists($"/proc/{child}/stat")) await Task.Yield();
        folder.Dispose();
    }

    private static Task<HttpResponseMessage> RenderAsync(ClusterSite site, CancellationToken cancellationToken) =>
        site.Service.Http.PostAsync("v1/cluster/render", new StringContent(ClusterSite.Body()), cancellationToken);

    private static ServiceOptions Options(int parallelism) => new() { DataFolder = "", ChartsFolder = "", Database = new DatabaseOptions { DataFolder = "" }, HelmParallelism = parallelism };

    private static DefaultHttpContext Of(string user) => new() { User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, user)], "test")) };
}
