using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources.Validation;
using KubeFate.Simulator.Schemas.Structural;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Definitions;

/// <summary>What a server refuses in a CustomResourceDefinition: names, versions, and schemas that are not structural.</summary>
internal static class DefinitionRules
{
    private const string Approval = "api-approved.kubernetes.io";

    public static void Check(JsonObject item, Causes causes)
    {
        var spec = item["spec"];
        var group = spec?["group"]?.ToString() ?? "";
        var expected = $"{spec?["names"]?["plural"]}.{group}";
        if (!string.Equals(ObjectMeta.Name(item), expected, StringComparison.Ordinal))
            causes.Invalid("metadata.name", ObjectMeta.Name(item), "must be spec.names.plural+\".\"+spec.group");
        if (IsProtected(group) && string.IsNullOrEmpty(item["metadata"]?["annotations"]?[Approval]?.ToString()))
            causes.Required($"metadata.annotations[{Approval}]", "protected groups must have approval annotation \"api-approved.kubernetes.io\", see https://github.com/kubernetes/enhancements/pull/1111");
        if (spec?["scope"]?.ToString() is not ("Namespaced" or "Cluster"))
            causes.Unsupported("spec.scope", spec?["scope"]?.ToString() ?? "", "Cluster", "Namespaced");
        Versions(item, causes);
    }

    /// <summary>What a definition asks for that is not done here, each with what happens instead.</summary>
    public static IEnumerable<string> NotEvaluated(JsonObject item)
    {
        var text = item["spec"]?.ToJsonString(JsonText.Options) ?? "";
        if (text.Contains("\"x-kubernetes-validations\"", StringComparison.Ordinal))
            yield return "the simulated Kubernetes does not evaluate x-kubernetes-validations: objects that a real server refuses by such a rule are taken here";
        if (item["spec"]?["conversion"]?["strategy"]?.ToString() == "Webhook")
            yield return "the simulated Kubernetes calls no conversion webhook: versions differ in nothing but their name here";
    }

    private static void Versions(JsonObject item, Causes causes)
    {
        var versions = (item["spec"]?["versions"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (versions.Count == 0) causes.Required("spec.versions", "must have at least one version");
        else if (versions.Count(version => SchemaFields.Is(version, "storage")) != 1)
            causes.Invalid("spec.versions", item["spec"]!["versions"]!.DeepClone(), "must have exactly one version marked as storage version");
        for (var at = 0; at < versions.Count; at++)
        {
            var here = $"spec.versions[{at}]";
            if (versions.Take(at).Any(earlier => SchemaFields.Text(earlier, "name") == SchemaFields.Text(versions[at], "name")))
                causes.Duplicate(here + ".name", SchemaFields.Text(versions[at], "name"));
            if (versions[at]["schema"]?["openAPIV3Schema"] is not JsonObject schema) causes.Required(here + ".schema.openAPIV3Schema", "schemas are required");
            else StructuralRules.Check(schema, here + ".schema.openAPIV3Schema", causes);
        }

        foreach (var (stored, at) in (item["status"]?["storedVersions"] as JsonArray ?? []).Select((stored, at) => (stored?.ToString(), at)))
        {
            if (versions.Count > 0 && !versions.Exists(version => SchemaFields.Text(version, "name") == stored))
                causes.Invalid($"status.storedVersions[{at}]", stored, "missing from spec.versions; " + stored + " was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in " + stored + " and removes " + stored + " from status.storedVersions");
        }
    }

    private static bool IsProtected(string group) =>
        group is "k8s.io" or "kubernetes.io" || group.EndsWith(".k8s.io", StringComparison.Ordinal) || group.EndsWith(".kubernetes.io", StringComparison.Ordinal);
}
