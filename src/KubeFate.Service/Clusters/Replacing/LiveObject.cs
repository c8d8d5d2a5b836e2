using System.Text.Json.Nodes;
using KubeFate.Helm;

namespace KubeFate.Service.Clusters.Replacing;

/// <summary>What we look at in objects of Kubernetes.</summary>
internal static class LiveObject
{
    /// <summary>The label by which helm's objects are found.</summary>
    public const string HelmLabel = "app.kubernetes.io/managed-by";

    public const string KeepAnnotation = "helm.sh/resource-policy";

    private const string ReleaseName = "meta.helm.sh/release-name";
    private const string ReleaseNamespace = "meta.helm.sh/release-namespace";

    public static string Name(this JsonObject item) => item["metadata"]?["name"]?.ToString() ?? "";

    public static string Kind(this JsonObject item) => item["kind"]?.ToString() ?? "";

    public static string Uid(this JsonObject item) => item["metadata"]?["uid"]?.ToString() ?? "";

    public static string? Annotation(this JsonObject item, string name) => item["metadata"]?["annotations"]?[name]?.ToString();

    public static IEnumerable<JsonObject> Items(this JsonNode? owner, string key) => (owner?[key] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>Whether helm made it for this release. What is anybody else's is never touched.</summary>
    public static bool IsOf(this JsonObject live, ReleaseName release) =>
        live.Annotation(ReleaseName) == release.Name && live.Annotation(ReleaseNamespace) == release.Namespace;

    /// <summary>The release that helm made it for, as NAMESPACE/NAME; null when helm did not make it.</summary>
    public static string? Owner(this JsonObject live) => live.Annotation(ReleaseName) is { } name ? $"{live.Annotation(ReleaseNamespace)}/{name}" : null;

    /// <summary>Whether the fields of its maker are known one by one, so that a new manifest without them takes them away. Not so when helm 3 made it.</summary>
    public static bool IsApplied(this JsonObject live) =>
        live["metadata"].Items("managedFields").Any(entry => entry["manager"]?.ToString() == "helm" && entry["operation"]?.ToString() == "Apply");

    /// <summary>The object as helm sends it: it writes down on each whose it is.</summary>
    public static JsonObject Marked(this JsonObject item, ReleaseName release)
    {
        var metadata = Child(item, "metadata");
        Child(metadata, "labels")[HelmLabel] = "Helm";
        Child(metadata, "annotations")[ReleaseName] = release.Name;
        Child(metadata, "annotations")[ReleaseNamespace] = release.Namespace;
        return item;
    }

    private static JsonObject Child(JsonObject owner, string key)
    {
        if (owner[key] is JsonObject there) return there;
        var made = new JsonObject();
        owner[key] = made;
        return made;
    }
}
