using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using KubeFate.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace KubeFate.Kubernetes.Tests.ApiServer;

/// <summary>
/// A small API server on loopback that can misbehave: lists and watches what a test puts into it by path (<c>apis/apps/v1/namespaces/ns/deployments</c>),
/// refuses, breaks off, forgets, restarts. It knows no selectors: what is in a path is what a list of it shows.
/// </summary>
internal sealed class FakeApiServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, FakeCollection> _collections = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _answers = new(StringComparer.Ordinal);
    private WebApplication _application;
    private FakeVersions _versions = new(100);

    private FakeApiServer(WebApplication application, int port)
    {
        _application = application;
        Port = port;
    }

    public int Port { get; }

    /// <summary>All requests so far, as <c>GET path?query</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public string Kubeconfig => $$$"""
        apiVersion: v1
        kind: Config
        current-context: fake
        contexts: [{name: fake, context: {cluster: fake, user: nobody}}]
        clusters: [{name: fake, cluster: {server: "http://127.0.0.1:{{{Port}}}"}}]
        users: [{name: nobody, user: {}}]
        """;

    public static async Task<FakeApiServer> StartAsync()
    {
        FakeApiServer? server = null;
        var port = FreePort.Next();
        var application = Build(port, context => server!.AnswerAsync(context));
        server = new FakeApiServer(application, port);
        await application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public FakeCollection At(string path) => _collections.GetOrAdd(path, _ => new FakeCollection(() => _versions.Next()));

    /// <summary>Answers a path (without query) in another way; null ends that.</summary>
    public void Answer(string path, Func<HttpContext, Task>? answer)
    {
        if (answer is null) _answers.TryRemove(path, out _);
        else _answers[path] = answer;
    }

    /// <summary>Answers a path with a Status.</summary>
    public void Refuse(string path, int code, string reason, string message) =>
        Answer(path, context => WriteStatusAsync(context, code, reason, message));

    /// <summary>Nobody listens any more; every connection is cut.</summary>
    public async Task StopAsync()
    {
        foreach (var collection in _collections.Values) collection.CutWatches();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }

    /// <summary>Listens again on the same port; with <paramref name="forgetful"/>, versions begin anew, below those that clients know.</summary>
    public async Task RestartAsync(bool forgetful)
    {
        if (forgetful)
        {
            _versions = new FakeVersions(0);
            foreach (var collection in _collections.Values) collection.Renumber();
        }

        _application = Build(Port, AnswerAsync);
        await _application.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    public static Task WriteStatusAsync(HttpContext context, int code, string reason, string message)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(Status(code, reason, message).ToJsonString(), context.RequestAborted);
    }

    public static JsonObject Status(int code, string reason, string message) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["status"] = "Failure",
        ["code"] = code,
        ["reason"] = reason,
        ["message"] = message,
    };

    private static WebApplication Build(int port, RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1));
        var application = builder.Build();
        application.Run(answer);
        return application;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimStart('/');
        Requests.Enqueue($"{context.Request.Method} {path}{context.Request.QueryString}");
        try
        {
            if (_answers.TryGetValue(path, out var answer)) await answer(context);
            else if (context.Request.Query["watch"] == "true") await At(path).WatchAsync(context);
            else await At(path).ListAsync(context);
        }
        catch (OperationCanceledException)
        {
            // The client left or the server ends.
        }
    }
}

/// <summary>Versions that rise across all collections, as etcd's do.</summary>
internal sealed class FakeVersions(long start)
{
    private long _last = start;

    public long Next() => Interlocked.Increment(ref _last);
}
