using KubeFate.Kubernetes.Tests.ApiServer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Kubernetes.Tests.Connections;

/// <summary>What goes wrong on the way, in words a user understands.</summary>
public sealed class FailureTests : ServerFixture
{
    [Fact]
    public async Task A_server_that_refuses_connections()
    {
        await Server.StopAsync();
        var failure = await FailsAsync(() => Gateway.GetVersionAsync(Token));

        Assert.StartsWith($"the Kubernetes API server at http://127.0.0.1:{Server.Port}/ cannot be reached: it refuses connections; is it running", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith($"(from context fake of {Folder.File("kubeconfig")})", failure.Message, StringComparison.Ordinal);
        Assert.Equal((KubernetesFailure.Unreachable, true), (failure.Code, failure.IsTransient));
        await Server.RestartAsync(forgetful: false);
    }

    [Fact]
    public async Task A_name_that_nobody_knows()
    {
        using var gateway = At("http://no-such-host.invalid");

        Assert.Equal(KubernetesFailure.Unreachable, (await FailsAsync(() => gateway.GetVersionAsync(Token))).Code);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_in_time()
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource();
        Server.Answer("version", async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        using var gateway = KubernetesGateway.Connect(new KubernetesOptions { Kubeconfig = Folder.File("kubeconfig") }, Gateways.NoPlaces, time);

        var answer = gateway.GetVersionAsync(Token);
        await asked.Task;
        time.Advance(TimeSpan.FromSeconds(31));

        Assert.Contains("it does not answer in time", (await FailsAsync(() => answer)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "<html>nginx</html>", KubernetesFailure.Other, false, "not as a Kubernetes API server does")]
    [InlineData(200, "<html>hello</html>", KubernetesFailure.Other, false, "not as a Kubernetes API server does")]
    [InlineData(302, "", KubernetesFailure.Other, false, "not as a Kubernetes API server does")]
    [InlineData(401, "Unauthorized", KubernetesFailure.Unauthorized, false, "does not accept our credentials: renew them")]
    [InlineData(502, "<html>bad gateway</html>", KubernetesFailure.Unreachable, true, "overloaded or starting: Bad Gateway")]
    [InlineData(403, "{\"kind\":\"Status\",\"message\":\"no list\"}", KubernetesFailure.Forbidden, false, "Kubernetes refuses: no list; ask its administrator")]
    [InlineData(409, "{\"kind\":\"Status\",\"message\":\"conflict\"}", KubernetesFailure.Other, true, "refuses: conflict")]
    [InlineData(429, "{\"kind\":\"Status\",\"message\":\"slow down\"}", KubernetesFailure.Unreachable, true, "slow down")]
    public async Task An_answer_that_is_a_failure(int status, string body, KubernetesFailure code, bool transient, string message)
    {
        Server.Answer("version", context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body, context.RequestAborted);
        });

        var failure = await FailsAsync(() => Gateway.GetVersionAsync(Token));
        Assert.Equal((code, transient), (failure.Code, failure.IsTransient));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_breaks_off()
    {
        Server.Answer("version", async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("{\"git", context.RequestAborted);
            context.Abort();
        });

        Assert.Equal(KubernetesFailure.Unreachable, (await FailsAsync(() => Gateway.GetVersionAsync(Token))).Code);
    }

    [Fact]
    public async Task A_caller_that_cancels_is_not_told_of_a_failure()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Gateway.GetVersionAsync(cancelled.Token));
    }

    [Fact]
    public async Task After_disposal_nothing_is_asked()
    {
        Gateway.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => Gateway.GetVersionAsync(Token));
    }

    private KubernetesGateway At(string address)
    {
        var file = Folder.Write("other", Server.Kubeconfig.Replace($"http://127.0.0.1:{Server.Port}", address, StringComparison.Ordinal));
        return KubernetesGateway.Connect(new KubernetesOptions { Kubeconfig = file }, Gateways.NoPlaces, TimeProvider.System);
    }
}
