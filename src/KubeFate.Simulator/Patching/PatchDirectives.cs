using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Patching;

/// <summary>What <c>$patch</c> asks for.</summary>
internal enum PatchDirective
{
    Merge,
    Replace,
    Delete,
}

/// <summary>The directives a strategic merge patch carries among its fields.</summary>
internal static class PatchDirectives
{
    public const string PatchKey = "$patch";
    public const string RetainKeysKey = "$retainKeys";
    public const string ElementOrderPrefix = "$setElementOrder/";
    public const string DeleteFromListPrefix = "$deleteFromPrimitiveList/";

    public static bool IsDirective(string name) =>
        name is PatchKey or RetainKeysKey
        || name.StartsWith(ElementOrderPrefix, StringComparison.Ordinal)
        || name.StartsWith(DeleteFromListPrefix, StringComparison.Ordinal);

    /// <summary>What the map's <c>$patch</c> asks for; merge when it has none.</summary>
    public static PatchDirective Of(JsonObject patch)
    {
        if (!patch.TryGetPropertyValue(PatchKey, out var value))
        {
            return PatchDirective.Merge;
        }

        return value?.ToString() switch
        {
            "merge" => PatchDirective.Merge,
            "replace" => PatchDirective.Replace,
            "delete" => PatchDirective.Delete,
            _ => throw ApiFailure.BadRequest($"Unknown patch type found: {value}"),
        };
    }

    /// <summary>A copy without directives and without members that are null.</summary>
    public static JsonObject Strip(JsonObject patch)
    {
        var result = new JsonObject();
        foreach (var (name, value) in patch)
        {
            if (value is not null && !IsDirective(name))
            {
                result[name] = Strip(value);
            }
        }

        return result;
    }

    /// <summary>Removes what the patch's <c>$retainKeys</c> does not list; every key the patch sets must be listed.</summary>
    public static void RetainKeys(JsonObject result, JsonObject patch)
    {
        if (!patch.TryGetPropertyValue(RetainKeysKey, out var listed))
        {
            return;
        }

        var keep = (listed as JsonArray)?.Select(key => key?.ToString()).ToHashSet(StringComparer.Ordinal) ?? throw Malformed();
        if (patch.Any(field => field.Value is not null && !IsDirective(field.Key) && !keep.Contains(field.Key)))
        {
            throw Malformed();
        }

        foreach (var name in result.Select(field => field.Key).Where(name => !keep.Contains(name)).ToList())
        {
            result.Remove(name);
        }
    }

    private static JsonNode? Strip(JsonNode? value) => value switch
    {
        JsonObject map => Strip(map),
        JsonArray list => new JsonArray([.. list.Where(item => !IsMarker(item)).Select(Strip)]),
        _ => value?.DeepClone(),
    };

    // A list item that only says how the list is patched, or which item to delete.
    private static bool IsMarker(JsonNode? item) => item is JsonObject map && map.ContainsKey(PatchKey) && Of(map) != PatchDirective.Merge;

    private static ApiFailure Malformed() =>
        ApiFailure.BadRequest("invalid patch format of retainKeys");
}
