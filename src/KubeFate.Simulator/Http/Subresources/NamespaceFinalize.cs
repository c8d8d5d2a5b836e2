using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Bodies;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Subresources;

/// <summary>PUT of a namespace's <c>finalize</c>: the only way to take finalizers off its spec.</summary>
internal sealed class NamespaceFinalize(SimulatedCluster cluster)
{
    public async Task AnswerAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (request.Http.Request.Method != "PUT") throw ApiFailure.MethodNotAllowed();
        var body = (await RequestBody.ReadObjectAsync(request.Http.Request, cancellationToken)).Content!;
        var item = cluster.Store.Update(request.Target.Key, ns =>
        {
            ns["spec"] = new JsonObject { ["finalizers"] = body["spec"]?["finalizers"]?.DeepClone() ?? new JsonArray() };
            return ns;
        }, request.IsDryRun);
        await JsonResponse.WriteAsync(request.Http, 200, item ?? throw ApiFailure.NotFound(request.Type, request.Target.Name!), cancellationToken);
    }
}
