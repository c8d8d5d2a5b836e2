using Microsoft.AspNetCore.Http;

namespace KubeFate.Simulator.Http.Discovery;

/// <summary>What clients ask to learn what is served: version, health, groups and resources.</summary>
internal sealed class DiscoveryRoutes(SimulatedCluster cluster)
{
    private readonly CachedAnswers answers = new(cluster.Types);

    /// <summary>False when the path is none of these.</summary>
    public async Task<bool> TryAnswerAsync(HttpContext http, string path, CancellationToken cancellationToken)
    {
        switch (path.TrimEnd('/'))
        {
            case "/version":
                await JsonResponse.WriteAsync(http, 200, ServerVersion.Of(cluster.Version), cancellationToken);
                return true;
            case "/healthz" or "/livez" or "/readyz":
                http.Response.ContentType = "text/plain; charset=utf-8";
                await http.Response.WriteAsync("ok", cancellationToken);
                return true;
            case "/api" or "/apis" when AggregatedDiscovery.Wanted(http.Request) is { } version:
                await answers.SendAsync(
                    http, path.TrimEnd('/') + version, AggregatedDiscovery.ContentType(version),
                    types => CachedAnswers.Json(AggregatedDiscovery.Answer(types, path.TrimEnd('/') == "/api", version)), cancellationToken);
                return true;
        }

        if (ClassicDiscovery.Find(path, cluster.Types.All) is not { } answer) return false;
        await answers.SendAsync(http, path, "application/json", _ => CachedAnswers.Json(answer()), cancellationToken);
        return true;
    }
}
