using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Access;
using KubeFate.Simulator.Http.Bodies;
using KubeFate.Simulator.Patching;
using KubeFate.Simulator.Schemas;
using KubeFate.Simulator.Schemas.Structural;
using KubeFate.Simulator.Schemas.Decoding;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Writing;

/// <summary>PATCH in its four kinds: JSON patch, merge patch, strategic merge patch, server-side apply.</summary>
internal sealed class ObjectPatch(SimulatedCluster cluster, ObjectCreation creation, ObjectUpdate update)
{
    private const string Apply = "application/apply-patch+yaml";

    /// <returns>The object, and whether it was created (server-side apply alone does so).</returns>
    public async Task<(JsonObject Item, bool Created)> PatchAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var media = RequestBody.MediaType(request.Http.Request);
        if (media == Apply) return await ApplyAsync(request, cancellationToken);
        var body = await RequestBody.ReadAsync(request.Http.Request, cancellationToken);
        var change = Change(media, body, request.Served);
        var item = update.Update(request, before =>
        {
            var after = change(before);
            var quoted = media.StartsWith("application/strategic", StringComparison.Ordinal) ? GoText.Of(body.Content) : after.ToJsonString(JsonText.Options);
            SentObject.Warn(request, StructuralSchemas.Find(request.Served)?.DecodePatched(after, request.FieldValidation, quoted));
            return after;
        });
        return (item, false);
    }

    /// <summary>What a patch of one of the three older kinds does to an object.</summary>
    /// <exception cref="ApiFailure">415 for another kind of patch.</exception>
    public static Func<JsonObject, JsonObject> Change(string media, ReadBody body, ResourceType type)
    {
        switch (media)
        {
            case "application/json-patch+json":
                var operations = body.Content as JsonArray ?? throw ApiFailure.BadRequest("error decoding patch: a JSON patch must be a list of operations");
                return before => JsonPatchDocument.Apply(before, operations);
            case "application/merge-patch+json":
                var merge = Fields(body);
                return before => (JsonObject)MergePatch.Apply(before, merge)!;
            case "application/strategic-merge-patch+json" when SchemaCatalog.Find(type.ApiVersion, type.Kind) is { } schema:
                var strategic = Fields(body);
                return before => StrategicMergePatch.Apply(before, strategic, schema);
            default:
                throw ApiFailure.UnsupportedMediaType(
                    "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, "
                    + "application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml");
        }
    }

    // An apply that makes the object needs the right to create it besides the right to patch it.
    private JsonObject Create(ApiRequest request, JsonObject item)
    {
        cluster.Authorizer.Require(RequestedAccess.Of(request.Http.Request, request.User) with { Verb = "create" });
        return creation.Create(request, item, isApplied: true);
    }

    private static JsonObject Fields(ReadBody body) =>
        body.Content as JsonObject ?? throw ApiFailure.BadRequest("error decoding patch: it must be an object");

    private static void RequireOnce(ApiRequest request, IReadOnlyList<string> duplicates)
    {
        if (duplicates.Count == 0 || request.FieldValidation == FieldValidation.Ignore) return;
        if (request.FieldValidation == FieldValidation.Strict)
            throw ApiFailure.BadRequest("error strict decoding YAML: " + string.Join(", ", duplicates));
        SentObject.Warn(request, duplicates);
    }

    private async Task<(JsonObject Item, bool Created)> ApplyAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadObjectAsync(request.Http.Request, cancellationToken);
        var manager = request.Query("fieldManager") ?? throw new ApiFailure(
            422, "Invalid", "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch")
        {
            Group = "meta.k8s.io",
            Kind = "PatchOptions",
            Causes = [new("FieldValueRequired", "Required value: is required for apply patch", "fieldManager")],
        };
        var applied = (JsonObject)body.Content!;
        SentObject.RequireKind(request.Served, applied);
        SentObject.Place(request, applied);
        RequireOnce(request, body.Duplicates);
        var apply = new ApplyRequest
        {
            Manager = manager,
            Force = request.Query("force") == "true",
            Subresource = request.Target.Subresource ?? "",
            ApiVersion = request.Served.ApiVersion,
            Time = cluster.Time.GetUtcNow(),
        };
        var schema = StructuralSchemas.FindOrUnknown(request.Served);
        return cluster.Store.Exclusively(() => cluster.Store.Get(request.Target.Key) is null && request.Target.Subresource is null
            ? (Create(request, ServerSideApply.Apply(null, applied, apply, schema).RequireObject()), true)
            : (update.Update(request, before => ServerSideApply.Apply(before, applied, apply, schema).RequireObject(), isApplied: true), false));
    }
}
