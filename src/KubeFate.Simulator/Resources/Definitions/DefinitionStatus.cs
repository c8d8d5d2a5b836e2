using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Definitions;

/// <summary>
/// What a server says of a CustomResourceDefinition: whether its names are free, whether it is served, which versions objects were stored in.
/// </summary>
internal static class DefinitionStatus
{
    /// <summary>Whether the kind that a definition describes is to be served.</summary>
    public static bool IsEstablished(JsonObject definition) => Is(Find(definition, "Established"), "True");

    /// <summary>Writes the status in place.</summary>
    /// <param name="before">Null for a new definition.</param>
    public static void Write(ObjectStore store, JsonObject definition, JsonObject? before, DateTimeOffset now)
    {
        var names = definition["spec"]?["names"];
        var conflict = Conflict(store, definition);
        var old = before?["status"];
        var established = conflict is null || Is(Find(before, "Established"), "True");
        var time = ObjectMeta.Time(now);
        definition["status"] = new JsonObject
        {
            ["acceptedNames"] = (conflict is null ? names : old?["acceptedNames"])?.DeepClone() ?? new JsonObject { ["kind"] = "", ["plural"] = "" },
            ["conditions"] = new JsonArray(
                conflict is { } found
                    ? Condition(before, "NamesAccepted", "False", found.Reason, found.Message, time)
                    : Condition(before, "NamesAccepted", "True", "NoConflicts", "no conflicts found", time),
                established
                    ? Condition(before, "Established", "True", "InitialNamesAccepted", "the initial names have been accepted", time)
                    : Condition(before, "Established", "False", "NotAccepted", "not all names are accepted", time)),
            ["storedVersions"] = StoredVersions(definition, old),
        };
    }

    /// <summary>Looks again at the definitions of a group when names have become free.</summary>
    public static void Reconsider(ObjectStore store, string? group, DateTimeOffset now)
    {
        foreach (var definition in store.List(ResourceCatalog.CustomResourceDefinitions, null).Where(other => other["spec"]?["group"]?.ToString() == group))
        {
            store.Update(new(ResourceCatalog.CustomResourceDefinitions, "", ObjectMeta.Name(definition)), current =>
            {
                Write(store, current, definition, now);
                return current;
            });
        }
    }

    private static (string Reason, string Message)? Conflict(ObjectStore store, JsonObject definition)
    {
        var group = definition["spec"]?["group"]?.ToString();
        var others = store.List(ResourceCatalog.CustomResourceDefinitions, null)
            .Where(other => ObjectMeta.Name(other) != ObjectMeta.Name(definition) && other["spec"]?["group"]?.ToString() == group)
            .Select(other => other["status"]?["acceptedNames"]).ToList();
        var taken = others.SelectMany(Resources).ToHashSet(StringComparer.Ordinal);
        var kinds = others.SelectMany(names => new[] { names?["kind"]?.ToString(), names?["listKind"]?.ToString() }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var wanted = definition["spec"]?["names"];
        foreach (var (field, reason) in ((string, string)[])[("plural", "PluralConflict"), ("singular", "SingularConflict")])
        {
            if (wanted?[field]?.ToString() is { Length: > 0 } name && taken.Contains(name)) return (reason, $"\"{name}\" is already in use");
        }

        var shortNames = Texts(wanted?["shortNames"]).Where(taken.Contains).Select(name => $"\"{name}\" is already in use").ToList();
        if (shortNames.Count > 0) return ("ShortNamesConflict", shortNames.Count == 1 ? shortNames[0] : $"[{string.Join(", ", shortNames)}]");
        foreach (var (field, reason) in ((string, string)[])[("kind", "KindConflict"), ("listKind", "ListKindConflict")])
        {
            if (wanted?[field]?.ToString() is { Length: > 0 } name && kinds.Contains(name)) return (reason, $"\"{name}\" is already in use");
        }

        return null;
    }

    private static IEnumerable<string> Resources(JsonNode? names) =>
        new[] { names?["plural"]?.ToString(), names?["singular"]?.ToString() }.OfType<string>().Concat(Texts(names?["shortNames"])).Where(name => name.Length > 0);

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(entry => entry?.ToString() ?? "");

    private static JsonArray StoredVersions(JsonObject definition, JsonNode? old)
    {
        var versions = Texts(old?["storedVersions"]).ToList();
        var storage = (definition["spec"]?["versions"] as JsonArray ?? []).FirstOrDefault(version => version?["storage"]?.ToString() == "true")?["name"]?.ToString();
        if (storage is not null && !versions.Contains(storage)) versions.Add(storage);
        return [.. versions.Select(version => JsonValue.Create(version))];
    }

    private static JsonNode? Find(JsonObject? definition, string type) =>
        (definition?["status"]?["conditions"] as JsonArray ?? []).FirstOrDefault(condition => condition?["type"]?.ToString() == type);

    private static bool Is(JsonNode? condition, string status) => condition?["status"]?.ToString() == status;

    private static JsonObject Condition(JsonObject? before, string type, string status, string reason, string message, string now)
    {
        var known = Find(before, type);
        return new()
        {
            ["type"] = type,
            ["status"] = status,
            ["lastTransitionTime"] = Is(known, status) ? known!["lastTransitionTime"]?.DeepClone() ?? now : now,
            ["reason"] = reason,
            ["message"] = message,
        };
    }
}
