using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Bodies;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Subresources;

/// <summary>What can be asked of a pod besides reading and writing it.</summary>
internal sealed class PodActions(SimulatedCluster cluster)
{
    public Task AnswerAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (cluster.Store.Get(request.Target.Key) is null) throw ApiFailure.NotFound(request.Type, request.Target.Name!);
        return request.Target.Subresource switch
        {
            "eviction" when request.Http.Request.Method == "POST" => EvictAsync(request, cancellationToken),
            "binding" when request.Http.Request.Method == "POST" => BindAsync(request, cancellationToken),
            "exec" or "attach" => throw NotSimulated("run a command in a container"),
            "portforward" or "proxy" => throw NotSimulated("forward to a container's port"),
            _ => throw ApiFailure.PathUnknown(),
        };
    }

    private static ApiFailure NotSimulated(string what) =>
        ApiFailure.NotImplemented($"this Kubernetes is simulated: no containers run, so it cannot {what}");

    private async Task EvictAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var body = (await RequestBody.ReadObjectAsync(request.Http.Request, cancellationToken)).Content;
        cluster.Store.Exclusively(() =>
        {
            Eviction.Require(cluster.Store, cluster.Store.Get(request.Target.Key) ?? throw ApiFailure.NotFound(request.Type, request.Target.Name!));
            return cluster.Store.Delete(request.Target.Key, new DeletePolicy
            {
                GracePeriodSeconds = ObjectMeta.Number(body?["deleteOptions"]?["gracePeriodSeconds"]),
                DryRun = request.IsDryRun,
            });
        });
        await JsonResponse.WriteAsync(request.Http, 201, Success(), cancellationToken);
    }

    private async Task BindAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var node = (await RequestBody.ReadObjectAsync(request.Http.Request, cancellationToken)).Content?["target"]?["name"]?.ToString();
        if (string.IsNullOrEmpty(node))
            throw ApiFailure.Invalid(ResourceCatalog.Bindings, "", [new("FieldValueRequired", "Required value", "target.name")]);
        cluster.Store.Update(request.Target.Key, pod =>
        {
            if (pod["spec"]?["nodeName"]?.ToString() is { Length: > 0 } taken)
                throw ApiFailure.Conflict(request.Type, request.Target.Name!, $"pod {request.Target.Name} is already assigned to node \"{taken}\"");
            pod["spec"]!["nodeName"] = node;
            return pod;
        }, request.IsDryRun);
        await JsonResponse.WriteAsync(request.Http, 201, Success(), cancellationToken);
    }

    private static JsonObject Success() => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Success",
        ["code"] = 201,
    };
}
