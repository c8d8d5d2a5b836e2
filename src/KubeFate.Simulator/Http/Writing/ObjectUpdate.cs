using System.Text.Json.Nodes;
using KubeFate.Simulator.Admission;
using KubeFate.Simulator.Authorization.Roles;
using KubeFate.Simulator.Http.Admission;
using KubeFate.Simulator.Patching;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Resources.Definitions;
using KubeFate.Simulator.Resources.Validation;
using KubeFate.Simulator.Schemas;
using KubeFate.Simulator.Schemas.Structural;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Writing;

/// <summary>Changes an object of the store under optimistic concurrency.</summary>
internal sealed class ObjectUpdate(SimulatedCluster cluster)
{
    private readonly EscalationCheck escalation = new(cluster.Authorizer);

    /// <summary>Runs the change on the present object and stores what comes of it.</summary>
    /// <param name="change">Gets the present object (shared, not to be changed) and returns the wanted one.</param>
    /// <param name="isApplied">Whether managedFields are already those of an apply.</param>
    /// <exception cref="ApiFailure">404, 409 and 422 as a real server.</exception>
    public JsonObject Update(ApiRequest request, Func<JsonObject, JsonObject> change, bool isApplied = false)
    {
        var key = request.Target.Key;
        return cluster.Store.Exclusively(() =>
        {
            var before = cluster.Store.Get(key) ?? throw ApiFailure.NotFound(key.Type, key.Name);
            var after = request.Served.View is { } view ? view.ToStored(change(view.ToServed(before))) : change(before);
            RequireSame(key, before, after);
            after = Isolate(request, before, after);
            var schema = StructuralSchemas.Find(request.Type);
            if (request.Target.Subresource is null)
            {
                NewObject.Normalize(key.Type, after);
                Admissions.Keep(key.Type, before, after);
                if (key.Type == ResourceCatalog.CustomResourceDefinitions) DefinitionStatus.Write(cluster.Store, after, before, cluster.Time.GetUtcNow());
            }

            schema?.ApplyDefaults(after);
            if (!isApplied) Track(request, before, after, schema);
            Admissions.Admit(cluster, key, after, before);
            // A status is its controller's word: rules about specs are not asked again.
            if (request.Target.Subresource != "status")
            {
                ObjectValidation.Require(key.Type, after, before);
                SentObject.Warn(request, ObjectWarnings.Of(key.Type, after, before));
                escalation.Require(request.User, key, after, before);
                AdmissionChain.Review(cluster.Store, key, after, before, request.Target.Subresource is null ? request.Warn : _ => { });
            }

            ManagedFields.KeepTimesOfUnchanged(before, after);
            return cluster.Store.Update(key, _ => after, request.IsDryRun)!;
        });
    }

    private static void RequireSame(ObjectKey key, JsonObject before, JsonObject after)
    {
        if (ObjectMeta.Text(after, "resourceVersion") is { Length: > 0 } version && version != ObjectMeta.Text(before, "resourceVersion"))
            throw ApiFailure.Modified(key.Type, key.Name);
        if (ObjectMeta.Uid(after) is { Length: > 0 } uid && uid != ObjectMeta.Uid(before))
        {
            throw ApiFailure.Conflict(
                key.Type, key.Name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {ObjectMeta.Uid(before)}");
        }

        if (ObjectMeta.Name(after) != key.Name)
            throw ApiFailure.BadRequest($"the name of the object ({ObjectMeta.Name(after)}) does not match the name on the URL ({key.Name})");
        if (ObjectMeta.Namespace(after) != key.Namespace)
            throw ApiFailure.BadRequest($"the namespace of the object ({ObjectMeta.Namespace(after)}) does not match the namespace on the request ({key.Namespace})");
        SentObject.RequireKind(key.Type, after);
    }

    // The main path leaves status alone, the status path everything else.
    private static JsonObject Isolate(ApiRequest request, JsonObject before, JsonObject after)
    {
        var (from, to) = request.Target.Subresource == "status" ? (after, (JsonObject)before.DeepClone()) : (before, (JsonObject)after.DeepClone());
        if (request.Target.Subresource is not (null or "status") || !request.Type.HasStatus) return to;
        if (request.Target.Subresource == "status" && from["metadata"]?["managedFields"] is { } managed)
            ObjectMeta.Metadata(to)["managedFields"] = managed.DeepClone();
        if (from["status"] is { } status) to["status"] = status.DeepClone();
        else to.Remove("status");
        return to;
    }

    private void Track(ApiRequest request, JsonObject before, JsonObject after, ObjectSchema? schema) => ManagedFields.TrackUpdate(
        before, after, request.FieldManager, request.Target.Subresource ?? "", request.Type.ApiVersion, cluster.Time.GetUtcNow(),
        schema ?? ObjectSchema.Unknown(request.Type.ApiVersion, request.Type.Kind));
}
