using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Bodies;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Writing;

/// <summary>Reads how to delete, from the body or, without one, the query.</summary>
internal static class DeleteOptions
{
    public static async Task<DeletePolicy> ReadAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var body = (await RequestBody.ReadAsync(request.Http.Request, cancellationToken)).Content as JsonObject;
        var propagation = body?["propagationPolicy"]?.ToString() ?? request.Query("propagationPolicy");
        var orphan = body?["orphanDependents"]?.ToString() ?? request.Query("orphanDependents");
        return new DeletePolicy
        {
            Propagation = propagation is not null ? Parse(propagation) : orphan switch
            {
                "true" => Propagation.Orphan,
                "false" => Propagation.Background,
                _ => Default(request),
            },
            GracePeriodSeconds = ObjectMeta.Number(body?["gracePeriodSeconds"]) ?? request.Number("gracePeriodSeconds"),
            Uid = body?["preconditions"]?["uid"]?.ToString(),
            ResourceVersion = body?["preconditions"]?["resourceVersion"]?.ToString(),
            DryRun = request.IsDryRun || (body?["dryRun"] as JsonArray ?? []).Any(word => word?.ToString() == "All"),
        };
    }

    // Jobs and replication controllers keep their pods unless told otherwise, as they did before there was a choice.
    private static Propagation Default(ApiRequest request)
    {
        if (request.Type == ResourceCatalog.ReplicationControllers) return Propagation.Orphan;
        if (request.Type != ResourceCatalog.Jobs) return Propagation.Background;
        request.Warn(
            "child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set "
            + "propagationPolicy=Orphan to suppress this warning");
        return Propagation.Orphan;
    }

    private static Propagation Parse(string text) => text switch
    {
        "Background" => Propagation.Background,
        "Foreground" => Propagation.Foreground,
        "Orphan" => Propagation.Orphan,
        _ => throw new ApiFailure(
            422, "Invalid",
            $"DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value: \"{text}\": "
            + "supported values: \"Background\", \"Foreground\", \"Orphan\""),
    };
}
