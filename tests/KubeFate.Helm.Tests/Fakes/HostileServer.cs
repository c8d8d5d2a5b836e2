using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KubeFate.Helm.Tests.Fakes;

/// <summary>A server on loopback that answers each path as a test wants it to, however wrong.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private HostileServer(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public ConcurrentDictionary<string, Func<HttpContext, Task>> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>What was asked for: the path, and the Authorization header behind a blank.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public static async Task<HostileServer> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new HostileServer(builder.Build());
        server.app.Run(context =>
        {
            server.Requests.Enqueue($"{context.Request.Path} {context.Request.Headers.Authorization}".Trim());
            if (server.Answers.TryGetValue(context.Request.Path.Value!, out var answer)) return answer(context);
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        await server.app.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>An index with the one chart demo 1.0.0 at that address.</summary>
    public void Index(string url) => Text("/charts/index.yaml", $"apiVersion: v1\nentries:\n  demo:\n  - {{ apiVersion: v2, name: demo, version: 1.0.0, urls: ['{url}'] }}\n");

    public void Text(string path, string text) => Answers[path] = context => context.Response.WriteAsync(text, context.RequestAborted);

    public void Bytes(string path, byte[] content) => Answers[path] = async context => await context.Response.BodyWriter.WriteAsync(content, context.RequestAborted);

    public void Redirect(string path, string target) => Answers[path] = context =>
    {
        context.Response.Redirect(target);
        return Task.CompletedTask;
    };

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
