using System.Text.Json;
using KubeFate.Simulator.Http.Discovery;
using KubeFate.Simulator.Http.Reading;
using KubeFate.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Simulator.Http;

/// <summary>Leads each request to its handler and turns every failure into a Status.</summary>
internal sealed class ApiDispatcher(SimulatedCluster cluster)
{
    private readonly DiscoveryRoutes discovery = new(cluster);
    private readonly ObjectReading reading = new(cluster);
    private readonly WatchStream watching = new(cluster);

    public async Task AnswerAsync(HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            LoopbackGuard.Require(http.Request);
            await RouteAsync(http, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The client left or the server stops; there is no one to tell.
            http.Abort();
        }
        catch (Exception error) when (!http.Response.HasStarted)
        {
            var failure = Translate(error);
            if (failure.RetryAfterSeconds is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            await JsonResponse.WriteAsync(http, failure.Code, StatusJson.Failure(failure), cancellationToken);
        }
    }

    private static ApiFailure Translate(Exception error) => error switch
    {
        ApiFailure failure => failure,
        BadHttpRequestException { StatusCode: 413 } => new(413, "RequestEntityTooLarge", "Request entity too large: limit is 3145728"),
        JsonException => ApiFailure.BadRequest("the object provided is unrecognized (must be of type JSON): " + error.Message),
        _ => new(500, "InternalError", $"Internal error occurred in the simulated Kubernetes: {error.GetType().Name}: {error.Message}"),
    };

    private async Task RouteAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var path = http.Request.Path.Value ?? "/";
        if (HttpMethods.IsGet(http.Request.Method) && await discovery.TryAnswerAsync(http, path, cancellationToken)) return;
        var target = RequestTarget.Parse(path, cluster.Types) ?? throw ApiFailure.PathUnknown();
        var request = new ApiRequest(http, target);
        await (target switch
        {
            { Name: null } => CollectionAsync(request, cancellationToken),
            { Subresource: null } => ObjectAsync(request, cancellationToken),
            _ => throw ApiFailure.PathUnknown(),
        });
    }

    private Task CollectionAsync(ApiRequest request, CancellationToken cancellationToken) => request.Http.Request.Method switch
    {
        "GET" when request.IsOn("watch") => watching.RunAsync(request, cancellationToken),
        "GET" => reading.ListAsync(request, cancellationToken),
        _ => throw ApiFailure.MethodNotAllowed(),
    };

    private Task ObjectAsync(ApiRequest request, CancellationToken cancellationToken) => request.Http.Request.Method switch
    {
        "GET" when request.IsOn("watch") => watching.RunAsync(request, cancellationToken),
        "GET" => reading.GetAsync(request, cancellationToken),
        _ => throw ApiFailure.MethodNotAllowed(),
    };
}
