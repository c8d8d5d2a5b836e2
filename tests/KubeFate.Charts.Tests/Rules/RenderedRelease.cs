using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Rules;

/// <summary>The manifests of one release, seen as what they are to each other, and the cluster.yaml that they came from.</summary>
internal sealed class RenderedRelease(IReadOnlyList<JsonObject> objects, JsonObject clusterYaml)
{
    // Where cluster.yaml names an object that the operator makes.
    private static readonly string[] NamingKeys = ["tlsSecret", "secretName", "existingClaim", "existingSecret", "claimName", "serviceAccountName"];

    public IReadOnlyList<JsonObject> Objects { get; } = objects;

    public JsonObject ClusterYaml { get; } = clusterYaml;

    /// <summary>Names of Secrets, claims and accounts that the operator promises to have made.</summary>
    public IReadOnlySet<string> OfTheOperator { get; } = Scalars(clusterYaml)
        .Where(scalar => NamingKeys.Contains(scalar.Key) || scalar.Parent == "imagePullSecrets").Select(scalar => scalar.Text).ToHashSet(StringComparer.Ordinal);

    /// <summary>Every <c>resources</c> that cluster.yaml gives.</summary>
    public IReadOnlyList<JsonNode> Resources { get; } = [.. Sections(clusterYaml, "resources")];

    public IReadOnlyList<Pod> Pods { get; } = [.. objects.Select(Pod.Of).OfType<Pod>()];

    public IEnumerable<JsonObject> Of(string kind) => Objects.Where(candidate => Manifests.Kind(candidate) == kind);

    public JsonObject? Find(string kind, string? name) => Of(kind).FirstOrDefault(candidate => Manifests.Name(candidate) == name);

    /// <summary>The files of ConfigMaps and Secrets, decoded: their object, their name and their text.</summary>
    public IEnumerable<(JsonObject Owner, string Name, string Text)> Files =>
        from owner in Objects
        let kind = Manifests.Kind(owner)
        where kind is "ConfigMap" or "Secret"
        from file in (owner["data"] as JsonObject ?? []).Concat(owner["stringData"] as JsonObject ?? [])
        let text = file.Value?.ToString() ?? ""
        select (owner, file.Key, kind == "Secret" && owner["data"]?[file.Key] is not null ? Manifests.Decode(text) : text);

    /// <summary>Whether a name inside the cluster is a Service of this release, with that port if one is asked for.</summary>
    public bool IsService(string host, long? port) =>
        Find("Service", host) is { } service
        && (port is null || service["spec"]!["ports"]!.AsArray().Any(candidate => candidate!["port"]!.GetValue<long>() == port));

    public static string Title(JsonObject candidate) => $"{Manifests.Kind(candidate)} {Manifests.Name(candidate)}";

    /// <summary>Every scalar of a document: the key that its mapping stands under, its own, and its text.</summary>
    public static IEnumerable<(string Parent, string Key, string Text)> Scalars(JsonNode? node, string parent = "", string key = "") => node switch
    {
        JsonObject map => map.SelectMany(entry => Scalars(entry.Value, key, entry.Key)),
        JsonArray list => list.SelectMany(item => Scalars(item, parent, key)),
        JsonValue value when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number => [(parent, key, value.ToString())],
        _ => [],
    };

    private static IEnumerable<JsonNode> Sections(JsonNode? node, string name) => node switch
    {
        JsonObject map => map.SelectMany(entry => entry.Key == name && entry.Value is not null ? [entry.Value] : Sections(entry.Value, name)),
        JsonArray list => list.SelectMany(item => Sections(item, name)),
        _ => [],
    };
}
