using System.Text.Json.Nodes;
using KubeFate.Simulator.Authorization;
using KubeFate.Simulator.Http.Bodies;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Subresources;

/// <summary>A token that signs in as a service account, for as long as is asked.</summary>
internal sealed class TokenRoute(SimulatedCluster cluster)
{
    private const long DefaultLife = 3600;
    private const long ShortestLife = 600;

    public async Task AnswerAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (request.Http.Request.Method != "POST") throw ApiFailure.MethodNotAllowed();
        var account = cluster.Store.Get(request.Target.Key) ?? throw ApiFailure.NotFound(request.Type, request.Target.Name!);
        var body = (await RequestBody.ReadAsync(request.Http.Request, cancellationToken)).Content as JsonObject;
        var life = ObjectMeta.Number(body?["spec"]?["expirationSeconds"]) ?? DefaultLife;
        if (life < ShortestLife)
        {
            throw new ApiFailure(
                422, "Invalid", $"TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: Invalid value: {life}: may not specify a duration less than 10 minutes");
        }

        var audiences = JsonList.Read(body?["spec"]?["audiences"]);
        await JsonResponse.WriteAsync(request.Http, 201, new JsonObject
        {
            ["kind"] = "TokenRequest",
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["metadata"] = new JsonObject { ["name"] = request.Target.Name, ["namespace"] = request.Target.Namespace },
            ["spec"] = new JsonObject { ["audiences"] = JsonList.Of(audiences), ["expirationSeconds"] = life },
            ["status"] = new JsonObject
            {
                ["token"] = cluster.Tokens.Issue(account, life, audiences),
                ["expirationTimestamp"] = ObjectMeta.Time(cluster.Time.GetUtcNow().AddSeconds(life)),
            },
        }, cancellationToken);
    }
}
