using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Admission;
using KubeFate.Simulator.Http.Admission;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Schemas;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Workloads;

/// <summary>Pods made from templates, and templates told apart.</summary>
internal static class PodTemplates
{
    // No vowels and no look-alikes, as in real clusters, so that no random name spells a word.
    private const string Letters = "bcdfghjklmnpqrstvwxz2456789";

    public const string HashLabel = "pod-template-hash";

    public static string RandomSuffix() => RandomNumberGenerator.GetString(Letters, 5);

    /// <summary>A pod as the template says, controlled by the owner. The name is the caller's.</summary>
    public static JsonObject Pod(JsonObject owner, JsonNode? template, string name)
    {
        var metadata = new JsonObject { ["name"] = name, ["namespace"] = owner.Namespace() };
        foreach (var field in (ReadOnlySpan<string>)["labels", "annotations", "finalizers"])
        {
            if (template.At("metadata", field) is { } value) metadata[field] = value.DeepClone();
        }

        metadata["ownerReferences"] = new JsonArray(Owners.ControllerReference(owner));
        return new() { ["metadata"] = metadata, ["spec"] = template.At("spec")?.DeepClone() ?? new JsonObject() };
    }

    /// <summary>Stores a pod after admission; tells the owner.</summary>
    /// <exception cref="ApiFailure">Admission refused it, or the name is taken.</exception>
    public static JsonObject Create(Cluster cluster, JsonObject owner, string component, JsonObject pod)
    {
        try
        {
            var key = Cluster.KeyOf(ResourceCatalog.Pods, pod);
            NamespaceAdmission.Require(cluster.Store, key);
            SchemaCatalog.Find(ResourceCatalog.Pods.ApiVersion, ResourceCatalog.Pods.Kind)!.ApplyDefaults(pod);
            PodAdmission.Admit(cluster.Store, pod);
            var created = cluster.Store.Exclusively(() =>
            {
                AdmissionChain.Review(cluster.Store, key, pod, null, _ => { });
                return cluster.Store.Create(key, pod);
            });
            cluster.Events.Normal(owner, component, "SuccessfulCreate", $"Created pod: {created.Name()}");
            return created;
        }
        catch (ApiFailure refusal) when (refusal.Reason is "Forbidden")
        {
            var told = component is "statefulset-controller" ? $"create Pod {pod.Name()} in StatefulSet {owner.Name()} failed error" : "Error creating";
            cluster.Events.Warning(owner, component, "FailedCreate", $"{told}: {refusal.Message}");
            throw;
        }
    }

    /// <summary>Deletes a pod and tells the owner.</summary>
    public static void Delete(Cluster cluster, JsonObject owner, string component, JsonObject pod)
    {
        cluster.Delete(Cluster.KeyOf(ResourceCatalog.Pods, pod), pod);
        cluster.Events.Normal(owner, component, "SuccessfulDelete", $"Deleted pod: {pod.Name()}");
    }

    /// <summary>A short name for a template's content; the same content has the same.</summary>
    public static string Hash(JsonNode? template, long collisions = 0)
    {
        var text = Canonical(template) + (collisions > 0 ? collisions.ToString(CultureInfo.InvariantCulture) : "");
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return string.Concat(digest.Take(10).Select(octet => Letters[octet % Letters.Length]));
    }

    /// <summary>Whether two templates ask for the same pods; the hash label does not count.</summary>
    public static bool Same(JsonNode? one, JsonNode? other) =>
        JsonNode.DeepEquals(one.At("spec"), other.At("spec"))
        && SameFields(one.At("metadata"), other.At("metadata"), "labels")
        && SameFields(one.At("metadata", "labels"), other.At("metadata", "labels"), HashLabel);

    private static bool SameFields(JsonNode? one, JsonNode? other, string ignored)
    {
        bool Counts(KeyValuePair<string, JsonNode?> field) => !string.Equals(field.Key, ignored, StringComparison.Ordinal);
        var (fields, others) = (one as JsonObject ?? [], other as JsonObject ?? []);
        return fields.Count(field => Counts(field)) == others.Count(field => Counts(field))
            && fields.Where(Counts).All(field => others.TryGetPropertyValue(field.Key, out var value) && JsonNode.DeepEquals(field.Value, value));
    }

    private static string CanonicalField(KeyValuePair<string, JsonNode?> field) => $"\"{field.Key}\":{Canonical(field.Value)}";

    // Fields in one order, whichever they were written in.
    private static string Canonical(JsonNode? node) => node switch
    {
        JsonObject map => $"{{{string.Join(',', map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(CanonicalField))}}}",
        JsonArray list => "[" + string.Join(',', list.Select(Canonical)) + "]",
        null => "null",
        _ => node.ToJsonString(),
    };
}
