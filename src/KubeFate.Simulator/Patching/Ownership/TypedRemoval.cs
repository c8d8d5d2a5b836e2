using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Patching.Ownership;

/// <summary>Takes fields and list items out of a value.</summary>
internal static class TypedRemoval
{
    /// <summary>A new value without the fields of the set; null when a map or list lost everything.</summary>
    public static JsonNode? Remove(JsonNode? value, FieldSet set, TypeSchema type)
    {
        if (set.IsEmpty || TypedFields.IsLeaf(type, value))
        {
            return value?.DeepClone();
        }

        return value is JsonArray list ? RemoveItems(list, set, type) : RemoveFields((JsonObject)value!, set, type);
    }

    private static JsonObject? RemoveFields(JsonObject map, FieldSet set, TypeSchema type)
    {
        var result = new JsonObject();
        foreach (var (name, value) in map)
        {
            var element = PathElement.Field(name);
            if (set.Members.Contains(element))
            {
                continue;
            }

            if (Remove(value, set.Child(element), type.ChildType(name) ?? TypeSchema.Deduced) is { } kept)
            {
                result[name] = kept;
            }
        }

        return result.Count == 0 ? null : result;
    }

    private static JsonArray? RemoveItems(JsonArray list, FieldSet set, TypeSchema type)
    {
        var result = new JsonArray();
        foreach (var item in list)
        {
            var element = PathElement.Item(item, type);
            if (element is null || !set.Members.Contains(element))
            {
                result.Add(element is null ? item?.DeepClone() : Remove(item, set.Child(element), type.Element!));
            }
        }

        return result.Count == 0 ? null : result;
    }
}
