using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Bodies;
using KubeFate.Simulator.Http.Writing;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Subresources;

/// <summary>The <c>scale</c> of a workload: an <c>autoscaling/v1</c> view of its replicas.</summary>
internal sealed class ScaleRoutes(SimulatedCluster cluster, ObjectUpdate update)
{
    public async Task AnswerAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var item = request.Http.Request.Method switch
        {
            "GET" => cluster.Store.Get(request.Target.Key) ?? throw ApiFailure.NotFound(request.Type, request.Target.Name!),
            "PUT" => Set(request, ReplaceBy((JsonObject)(await RequestBody.ReadObjectAsync(request.Http.Request, cancellationToken)).Content!)),
            "PATCH" => Set(request, ObjectPatch.Change(
                RequestBody.MediaType(request.Http.Request), await RequestBody.ReadAsync(request.Http.Request, cancellationToken), ScaleType)),
            _ => throw ApiFailure.MethodNotAllowed(),
        };
        await JsonResponse.WriteAsync(request.Http, 200, Scale(item), cancellationToken);
    }

    // Scale has no lists to merge, so its strategic merge is a plain one: the schema of any kind with a spec will do.
    private static ResourceType ScaleType => ResourceCatalog.Deployments;

    private static Func<JsonObject, JsonObject> ReplaceBy(JsonObject scale) => _ => scale;

    private JsonObject Set(ApiRequest request, Func<JsonObject, JsonObject> change) => update.Update(request, before =>
    {
        var wanted = change(Scale(before));
        var version = ObjectMeta.Text(wanted, "resourceVersion");
        if (version is { Length: > 0 } && version != ObjectMeta.Text(before, "resourceVersion"))
            throw ApiFailure.Modified(request.Type, request.Target.Name!);
        var replicas = ObjectMeta.Number(wanted["spec"]?["replicas"]) ?? 0;
        if (replicas < 0)
        {
            throw ApiFailure.Invalid(request.Type, request.Target.Name!, [new(
                "FieldValueInvalid", $"Invalid value: {replicas}: must be greater than or equal to 0", "spec.replicas")]);
        }

        var after = (JsonObject)before.DeepClone();
        after["spec"]!["replicas"] = replicas;
        return after;
    });

    private static JsonObject Scale(JsonObject item)
    {
        var metadata = new JsonObject();
        foreach (var field in (ReadOnlySpan<string>)["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
            metadata[field] = item["metadata"]?[field]?.DeepClone();
        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject { ["replicas"] = item["spec"]?["replicas"]?.DeepClone() ?? 0 },
            ["status"] = new JsonObject { ["replicas"] = item["status"]?["replicas"]?.DeepClone() ?? 0, ["selector"] = Selector(item) },
        };
    }

    private static string Selector(JsonObject item) =>
        string.Join(",", ((item["spec"]?["selector"]?["matchLabels"] ?? item["spec"]?["selector"]) as JsonObject ?? [])
            .OrderBy(label => label.Key, StringComparer.Ordinal).Where(label => label.Value is JsonValue).Select(label => $"{label.Key}={label.Value}"));
}
