using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Simulator.Http.Discovery;

/// <summary>All groups and resources in one answer, as <c>apidiscovery.k8s.io</c> v2 or v2beta1.</summary>
internal static class AggregatedDiscovery
{
    /// <summary>The version that the client would rather have; null when it asks for the classic answer.</summary>
    public static string? Wanted(HttpRequest request)
    {
        foreach (var entry in request.Headers.Accept.ToString().Split(','))
        {
            if (!entry.Contains("as=APIGroupDiscoveryList", StringComparison.Ordinal)) continue;
            if (entry.Contains("v=v2beta1", StringComparison.Ordinal)) return "v2beta1";
            if (entry.Contains("v=v2", StringComparison.Ordinal)) return "v2";
        }

        return null;
    }

    public static string ContentType(string version) => $"application/json;g=apidiscovery.k8s.io;v={version};as=APIGroupDiscoveryList";

    public static JsonObject Answer(IReadOnlyList<ResourceType> types, bool core, string version) => new()
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = "apidiscovery.k8s.io/" + version,
        ["metadata"] = new JsonObject(),
        ["items"] = new JsonArray([.. ServedGroups.Of(types).Where(group => group.Name.Length == 0 == core).Select(Group)]),
    };

    private static JsonNode Group(ServedGroup group)
    {
        var metadata = new JsonObject { ["creationTimestamp"] = null };
        if (group.Name.Length > 0) metadata["name"] = group.Name;
        return new JsonObject { ["metadata"] = metadata, ["versions"] = new JsonArray([.. group.Versions.Select(Version)]) };
    }

    private static JsonNode Version(ServedVersion version) => new JsonObject
    {
        ["version"] = version.Name,
        ["resources"] = new JsonArray([.. version.Types.Select(Resource)]),
        ["freshness"] = "Current",
    };

    private static JsonNode Resource(ResourceType type)
    {
        var resource = new JsonObject
        {
            ["resource"] = type.Plural,
            ["responseKind"] = Kind(type.Group, type.Version, type.Kind),
            ["scope"] = type.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = type.Singular,
            ["verbs"] = ServedVerbs.Json(ServedVerbs.Of(type)),
        };
        if (type.ShortNames.Count > 0) resource["shortNames"] = ServedVerbs.Json(type.ShortNames);
        if (type.Categories.Count > 0) resource["categories"] = ServedVerbs.Json(type.Categories);
        if (ServedVerbs.Parts(type).ToList() is { Count: > 0 } parts) resource["subresources"] = new JsonArray([.. parts.Select(Part)]);
        return resource;
    }

    private static JsonNode Part(Subresource part) => new JsonObject
    {
        ["subresource"] = part.Name,
        ["responseKind"] = Kind(part.Group, part.Version, part.Kind),
        ["verbs"] = ServedVerbs.Json(part.Verbs),
    };

    private static JsonObject Kind(string group, string version, string kind) =>
        new() { ["group"] = group, ["version"] = version, ["kind"] = kind };
}
