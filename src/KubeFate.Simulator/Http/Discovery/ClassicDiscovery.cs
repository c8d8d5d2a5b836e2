using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Discovery;

/// <summary>APIVersions, APIGroupList, APIGroup and APIResourceList, one path each, for clients that do not know the aggregated form.</summary>
internal static class ClassicDiscovery
{
    /// <summary>How to answer a path; null when it is none of discovery's.</summary>
    public static Func<JsonObject>? Find(string path, IReadOnlyList<ResourceType> types)
    {
        var parts = path.Trim('/').Split('/');
        switch (parts)
        {
            case ["api"]:
                return Versions;
            case ["apis"]:
                return () => Groups(types);
            case ["apis", var name] when ServedGroups.Of(types).FirstOrDefault(group => group.Name == name && name.Length > 0) is { } group:
                return () => Group(group, alone: true);
            case ["api", var version]:
                return Resources("", version, types);
            case ["apis", var name, var version]:
                return Resources(name, version, types);
            default:
                return null;
        }
    }

    private static JsonObject Versions() => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(),
    };

    private static JsonObject Groups(IReadOnlyList<ResourceType> types) => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. ServedGroups.Of(types).Where(group => group.Name.Length > 0).Select(group => Group(group, alone: false))]),
    };

    private static JsonObject Group(ServedGroup group, bool alone)
    {
        JsonObject Version(ServedVersion version) => new() { ["groupVersion"] = $"{group.Name}/{version.Name}", ["version"] = version.Name };
        var told = alone ? new JsonObject { ["kind"] = "APIGroup", ["apiVersion"] = "v1" } : [];
        told["name"] = group.Name;
        told["versions"] = new JsonArray([.. group.Versions.Select(Version)]);
        told["preferredVersion"] = Version(group.Versions[0]);
        return told;
    }

    private static Func<JsonObject>? Resources(string group, string version, IReadOnlyList<ResourceType> types)
    {
        var served = types.Where(type => type.Group == group && type.Version == version).OrderBy(type => type.Plural, StringComparer.Ordinal).ToList();
        return served.Count == 0 ? null : () => new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = served[0].ApiVersion,
            ["resources"] = new JsonArray([.. served.SelectMany(Resource)]),
        };
    }

    private static IEnumerable<JsonNode> Resource(ResourceType type)
    {
        var resource = new JsonObject
        {
            ["name"] = type.Plural,
            ["singularName"] = type.Singular,
            ["namespaced"] = type.Namespaced,
            ["kind"] = type.Kind,
            ["verbs"] = ServedVerbs.Json(ServedVerbs.Of(type)),
        };
        if (type.ShortNames.Count > 0) resource["shortNames"] = ServedVerbs.Json(type.ShortNames);
        if (type.Categories.Count > 0) resource["categories"] = ServedVerbs.Json(type.Categories);
        yield return resource;
        foreach (var part in ServedVerbs.Parts(type))
        {
            var told = new JsonObject { ["name"] = $"{type.Plural}/{part.Name}", ["singularName"] = "", ["namespaced"] = type.Namespaced };
            if (part.Group != type.Group || part.Version != type.Version) (told["group"], told["version"]) = (part.Group, part.Version);
            told["kind"] = part.Kind;
            told["verbs"] = ServedVerbs.Json(part.Verbs);
            yield return told;
        }
    }
}
