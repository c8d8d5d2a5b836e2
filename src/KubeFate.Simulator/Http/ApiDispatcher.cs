using System.Globalization;
using System.Text.Json;
using KubeFate.Simulator.Http.Access;
using KubeFate.Simulator.Http.Discovery;
using KubeFate.Simulator.Http.OpenApi;
using KubeFate.Simulator.Http.Reading;
using KubeFate.Simulator.Http.Subresources;
using KubeFate.Simulator.Http.Writing;
using KubeFate.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Simulator.Http;

/// <summary>Leads each request to its handler and turns every failure into a Status.</summary>
internal sealed class ApiDispatcher
{
    private readonly SimulatedCluster cluster;
    private readonly DiscoveryRoutes discovery;
    private readonly OpenApiRoutes openApi;
    private readonly ObjectReading reading;
    private readonly WatchStream watching;
    private readonly WriteRoutes writing;
    private readonly SubresourceRoutes parts;
    private readonly Reviews reviews;
    private readonly AccessGate gate;

    public ApiDispatcher(SimulatedCluster cluster)
    {
        this.cluster = cluster;
        discovery = new(cluster);
        openApi = new(cluster);
        reading = new(cluster);
        watching = new(cluster);
        writing = new(cluster);
        parts = new(cluster, reading, writing);
        reviews = new(cluster);
        gate = new(cluster);
    }

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
            if (failure.RetryAfterSeconds is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await JsonResponse.WriteAsync(http, failure.Code, StatusJson.Failure(failure), cancellationToken);
        }
    }

    private static ApiFailure Translate(Exception error) => error switch
    {
        ApiFailure failure => failure,
        JsonException => ApiFailure.BadRequest("the object provided is unrecognized (must be of type JSON): " + error.Message),
        _ => new(500, "InternalError", $"Internal error occurred in the simulated Kubernetes: {error.GetType().Name}: {error.Message}"),
    };

    private async Task RouteAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var path = http.Request.Path.Value ?? "/";
        var user = gate.Enter(http.Request);
        if (HttpMethods.IsGet(http.Request.Method))
        {
            if (await discovery.TryAnswerAsync(http, path, cancellationToken)) return;
            if (await openApi.TryAnswerAsync(http, path, cancellationToken)) return;
        }

        var target = RequestTarget.Parse(path, cluster.Types) ?? throw ApiFailure.PathUnknown();
        var request = new ApiRequest(http, target, user);
        await (target switch
        {
            { Type.IsStored: false } => reviews.AnswerAsync(request, cancellationToken),
            { Name: null } => CollectionAsync(request, cancellationToken),
            { Subresource: null } => ObjectAsync(request, cancellationToken),
            _ => parts.AnswerAsync(request, cancellationToken),
        });
    }

    private Task CollectionAsync(ApiRequest request, CancellationToken cancellationToken) => request.Http.Request.Method switch
    {
        "GET" when request.IsOn("watch") => watching.RunAsync(request, cancellationToken),
        "GET" => reading.ListAsync(request, cancellationToken),
        "POST" => writing.CreateAsync(request, cancellationToken),
        "DELETE" => writing.Deletion.DeleteCollectionAsync(request, cancellationToken),
        _ => throw ApiFailure.MethodNotAllowed(),
    };

    private Task ObjectAsync(ApiRequest request, CancellationToken cancellationToken) => request.Http.Request.Method switch
    {
        "GET" when request.IsOn("watch") => watching.RunAsync(request, cancellationToken),
        "GET" => reading.GetAsync(request, cancellationToken),
        "PUT" => writing.ReplaceAsync(request, cancellationToken),
        "PATCH" => writing.PatchAsync(request, cancellationToken),
        "DELETE" => writing.Deletion.DeleteAsync(request, cancellationToken),
        _ => throw ApiFailure.MethodNotAllowed(),
    };
}
