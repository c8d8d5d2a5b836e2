using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Bodies;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Subresources;

/// <summary>A service account's token, which opens nothing: there is nothing locked.</summary>
internal sealed class TokenRoute(SimulatedCluster cluster)
{
    private const long DefaultLife = 3600;

    public async Task AnswerAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (request.Http.Request.Method != "POST") throw ApiFailure.MethodNotAllowed();
        if (cluster.Store.Get(request.Target.Key) is null) throw ApiFailure.NotFound(request.Type, request.Target.Name!);
        var body = (await RequestBody.ReadAsync(request.Http.Request, cancellationToken)).Content as JsonObject;
        var life = ObjectMeta.Number(body?["spec"]?["expirationSeconds"]) ?? DefaultLife;
        await JsonResponse.WriteAsync(request.Http, 201, new JsonObject
        {
            ["kind"] = "TokenRequest",
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["metadata"] = new JsonObject { ["name"] = request.Target.Name, ["namespace"] = request.Target.Namespace },
            ["spec"] = new JsonObject { ["expirationSeconds"] = life },
            ["status"] = new JsonObject { ["token"] = "simulated-token", ["expirationTimestamp"] = ObjectMeta.Time(cluster.Time.GetUtcNow().AddSeconds(life)) },
        }, cancellationToken);
    }
}
