using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>What may not change once an object exists.</summary>
internal static class ImmutableFields
{
    private const string Immutable = "field is immutable";

    private static readonly string[] StatefulSetMutable =
        ["replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "minReadySeconds"];

    private static readonly string[] PodMutable =
        ["activeDeadlineSeconds", "terminationGracePeriodSeconds", "tolerations", "schedulingGates", "nodeName"];

    private static readonly Dictionary<ResourceType, string[]> Fields = new()
    {
        [ResourceCatalog.Deployments] = ["spec.selector"],
        [ResourceCatalog.ReplicaSets] = ["spec.selector"],
        [ResourceCatalog.DaemonSets] = ["spec.selector"],
        [ResourceCatalog.Jobs] = ["spec.selector", "spec.template", "spec.completionMode", "spec.podFailurePolicy", "spec.backoffLimitPerIndex", "spec.managedBy", "spec.successPolicy"],
        [ResourceCatalog.RoleBindings] = ["roleRef"],
        [ResourceCatalog.ClusterRoleBindings] = ["roleRef"],
        [ResourceCatalog.Secrets] = ["type"],
        [ResourceCatalog.StorageClasses] = ["provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"],
        [ResourceCatalog.PriorityClasses] = ["value", "preemptionPolicy"],
        [ResourceCatalog.CustomResourceDefinitions] = ["spec.group", "spec.names.plural", "spec.scope"],
        [ResourceCatalog.IngressClasses] = ["spec.controller"],
    };

    public static void Check(ResourceType type, JsonObject item, JsonObject before, Causes causes)
    {
        foreach (var field in Fields.GetValueOrDefault(type, []))
        {
            if (JsonNode.DeepEquals(At(item, field), At(before, field))) continue;
            causes.Invalid(field, At(item, field)?.DeepClone(), field == "roleRef" ? "cannot change roleRef" : Immutable);
        }

        // An indexed job may grow, together with its parallelism.
        if (type == ResourceCatalog.Jobs && At(item, "spec.completionMode")?.ToString() != "Indexed"
            && !JsonNode.DeepEquals(At(item, "spec.completions"), At(before, "spec.completions")))
            causes.Invalid("spec.completions", At(item, "spec.completions")?.DeepClone(), Immutable);
        if (type == ResourceCatalog.StatefulSets) StatefulSet(item, before, causes);
        else if (type == ResourceCatalog.PersistentVolumeClaims) Claim(item, before, causes);
        else if (type == ResourceCatalog.Pods) Pod(item, before, causes);
        else if (type == ResourceCatalog.Secrets || type == ResourceCatalog.ConfigMaps) Sealed(item, before, causes);
        else if (type == ResourceCatalog.Services) ServiceRules.Update(item, before, causes);
    }

    private static void StatefulSet(JsonObject item, JsonObject before, Causes causes)
    {
        if (JsonNode.DeepEquals(Without(item["spec"], StatefulSetMutable), Without(before["spec"], StatefulSetMutable))) return;
        causes.Forbidden(
            "spec",
            "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', "
            + "'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
    }

    private static void Claim(JsonObject item, JsonObject before, Causes causes)
    {
        // The volume's name is given to the claim once, by whoever binds it.
        List<string> mutable = before["spec"]?["volumeName"] is null ? ["volumeName"] : [];
        if (At(before, "status.phase")?.ToString() is "Bound") mutable.AddRange(["resources", "volumeAttributesClassName"]);
        if (!JsonNode.DeepEquals(Without(item["spec"], mutable), Without(before["spec"], mutable)))
        {
            causes.Forbidden("spec", "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims");
            return;
        }

        if (Storage(item) < Storage(before))
            causes.Forbidden("spec.resources.requests.storage", "field can not be less than status.capacity");
    }

    private static decimal? Storage(JsonObject claim) => Quantity.Parse(At(claim, "spec.resources.requests.storage")?.ToString() ?? "");

    private static void Pod(JsonObject item, JsonObject before, Causes causes)
    {
        var (after, old) = (WithoutImages(item), WithoutImages(before));
        if (JsonNode.DeepEquals(after, old)) return;
        causes.Forbidden(
            "spec",
            "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
            + "`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)");
    }

    private static void Sealed(JsonObject item, JsonObject before, Causes causes)
    {
        if (before["immutable"]?.GetValue<bool>() != true) return;
        const string Why = "field is immutable when `immutable` is set";
        if (item["immutable"]?.GetValue<bool>() != true) causes.Forbidden("immutable", Why);
        if (!JsonNode.DeepEquals(item["data"] ?? new JsonObject(), before["data"] ?? new JsonObject())) causes.Forbidden("data", Why);
        if (!JsonNode.DeepEquals(item["binaryData"] ?? new JsonObject(), before["binaryData"] ?? new JsonObject()))
            causes.Forbidden("binaryData", Why);
    }

    private static JsonNode? WithoutImages(JsonObject pod)
    {
        var spec = Without(pod["spec"], PodMutable);
        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            foreach (var container in (spec?[list] as JsonArray ?? []).OfType<JsonObject>()) container.Remove("image");
        }

        return spec;
    }

    private static JsonObject? Without(JsonNode? spec, IEnumerable<string> fields)
    {
        var copy = spec?.DeepClone() as JsonObject;
        foreach (var field in fields) copy?.Remove(field);
        return copy;
    }

    private static JsonNode? At(JsonNode? node, string path)
    {
        foreach (var part in path.Split('.')) node = (node as JsonObject)?[part];
        return node;
    }
}
