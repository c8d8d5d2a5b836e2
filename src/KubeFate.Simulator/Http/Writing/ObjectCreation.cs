using System.Security.Cryptography;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Admission;
using KubeFate.Simulator.Authorization.Roles;
using KubeFate.Simulator.Http.Admission;
using KubeFate.Simulator.Patching;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Resources.Definitions;
using KubeFate.Simulator.Resources.Validation;
using KubeFate.Simulator.Schemas.Structural;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Writing;

/// <summary>Brings a new object into the store: named, defaulted, admitted, validated, its writer noted.</summary>
internal sealed class ObjectCreation(SimulatedCluster cluster)
{
    private readonly EscalationCheck escalation = new(cluster.Authorizer);

    // The letters of generated names, without those that could make words.
    private const string NameLetters = "bcdfghjklmnpqrstvwxz2456789";

    /// <param name="isApplied">Whether managedFields are already those of an apply.</param>
    public JsonObject Create(ApiRequest request, JsonObject item, bool isApplied)
    {
        if (request.Served.View is { } view) item = view.ToStored(item);
        var type = request.Type;
        var metadata = ObjectMeta.Metadata(item);
        if (ObjectMeta.Text(item, "resourceVersion") is { Length: > 0 })
            throw ApiFailure.BadRequest("resourceVersion should not be set on objects to be created");
        foreach (var field in (ReadOnlySpan<string>)["uid", "creationTimestamp", "generation", "selfLink", "deletionTimestamp", "resourceVersion"])
            metadata.Remove(field);
        if (type.HasStatus) item.Remove("status");
        Name(metadata);

        return cluster.Store.Exclusively(() =>
        {
            var key = new ObjectKey(type, request.Target.Namespace ?? "", ObjectMeta.Name(item));
            NamespaceAdmission.Require(cluster.Store, key);
            StructuralSchemas.Find(type)?.ApplyDefaults(item);
            NewObject.Complete(type, item);
            if (type == ResourceCatalog.CustomResourceDefinitions) DefinitionStatus.Write(cluster.Store, item, null, cluster.Time.GetUtcNow());
            if (!isApplied) Track(request, item);
            Admissions.Admit(cluster, key, item, null);
            ObjectValidation.Require(type, item, null);
            SentObject.Warn(request, ObjectWarnings.Of(type, item, null));
            escalation.Require(request.User, key, item, null);
            AdmissionChain.Review(cluster.Store, key, item, null, request.Warn);
            return cluster.Store.Create(key, item, request.IsDryRun);
        });
    }

    private void Track(ApiRequest request, JsonObject item) => ManagedFields.TrackUpdate(
        null, item, request.FieldManager, request.Target.Subresource ?? "", request.Type.ApiVersion, cluster.Time.GetUtcNow(),
        StructuralSchemas.FindOrUnknown(request.Type));

    private static void Name(JsonObject metadata)
    {
        if (metadata["name"]?.ToString() is { Length: > 0 } || metadata["generateName"]?.ToString() is not { Length: > 0 } prefix) return;
        // A real server cuts the prefix so that the name keeps to 63 letters.
        metadata["name"] = prefix[..Math.Min(prefix.Length, 58)] + RandomNumberGenerator.GetString(NameLetters, 5);
    }
}
