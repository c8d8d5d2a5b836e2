using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Patching.Ownership;

/// <summary>The items of granular lists by their path elements.</summary>
internal static class ListItems
{
    /// <summary>Items in their order. Of items that say the same key the first counts; items without a key are left out.</summary>
    public static Dictionary<string, JsonNode?> Index(JsonArray? list, TypeSchema type)
    {
        var items = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var item in list ?? [])
        {
            if (PathElement.Item(item, type) is { } element)
            {
                items.TryAdd(element, item);
            }
        }

        return items;
    }
}
