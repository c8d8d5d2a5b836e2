using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Tests.Charts;

/// <summary>A chart repository over HTTP: index.yaml and archives. With a password only the user jane may read.</summary>
internal sealed class ChartServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string? password;

    private ChartServer(WebApplication app, string? password) => (this.app, this.password) = (app, password);

    public Uri Address => new(app.Urls.Single());

    /// <summary>What is served, by path.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The paths that were asked for.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public static async Task<ChartServer> StartAsync(string? password = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new ChartServer(builder.Build(), password);
        server.app.Run(context => server.Answer(context.Request).ExecuteAsync(context));
        await server.app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Serves a chart under that name and version, whatever is in the archive.</summary>
    public void Offer(string name, string version, byte[] archive)
    {
        Files[$"/{name}-{version}.tgz"] = archive;
        var entries = Files.Keys.Where(path => path.EndsWith(".tgz", StringComparison.Ordinal)).Select(path => path[1..^4].Split('-', 2))
            .GroupBy(parts => parts[0], StringComparer.Ordinal)
            .Select(chart => $"  {chart.Key}: [{string.Join(", ", chart.Select(parts => $"{{ apiVersion: v2, name: {parts[0]}, version: {parts[1]}, urls: [{parts[0]}-{parts[1]}.tgz] }}"))}]");
        Files["/index.yaml"] = Encoding.UTF8.GetBytes($"apiVersion: v1\nentries:\n{string.Join('\n', entries)}\n");
    }

    public int Count(string path) => Requests.Count(asked => asked == path);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult Answer(HttpRequest request)
    {
        Requests.Enqueue(request.Path.Value!);
        if (password is not null && request.Headers.Authorization != "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("jane:" + password))) return Results.StatusCode(401);
        return Files.TryGetValue(request.Path.Value!, out var file) ? Results.Bytes(file) : Results.NotFound();
    }
}
