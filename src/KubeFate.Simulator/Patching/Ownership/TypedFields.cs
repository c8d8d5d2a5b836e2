using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Patching.Ownership;

/// <summary>Which fields a value has, by its schema: what a manager owns who applied it.</summary>
internal static class TypedFields
{
    /// <summary>Whether the value changes hands as a whole.</summary>
    public static bool IsLeaf(TypeSchema type, JsonNode? value) => type.Kind switch
    {
        TypeKind.Struct or TypeKind.Map => type.IsAtomic || value is not JsonObject,
        TypeKind.List => type.ListKind == ListKind.Atomic || value is not JsonArray,
        TypeKind.Deduced => value is not JsonObject,
        _ => true,
    };

    public static FieldSet Of(JsonNode? value, TypeSchema type)
    {
        var set = new FieldSet();
        if (IsLeaf(type, value))
        {
            return set;
        }

        if (value is JsonArray list)
        {
            AddItems(set, list, type);
        }
        else
        {
            AddFields(set, (JsonObject)value!, type);
        }

        return set;
    }

    /// <summary>Adds every struct field that has children as a member, as the removal of dropped fields needs it.</summary>
    public static FieldSet WithNamedFields(FieldSet set, TypeSchema? type)
    {
        var result = new FieldSet { Members = new(set.Members, PathElement.Order) };
        foreach (var (element, child) in set.Children)
        {
            var name = PathElement.FieldName(element);
            if (name is not null && type?.FindField(name) is not null)
            {
                result.Members.Add(element);
            }

            result.Attach(element, WithNamedFields(child, name is null ? type?.Element : type?.ChildType(name)));
        }

        return result;
    }

    private static void AddFields(FieldSet set, JsonObject map, TypeSchema type)
    {
        foreach (var (name, value) in map)
        {
            var element = PathElement.Field(name);
            var childType = type.ChildType(name) ?? TypeSchema.Deduced;
            var isOwnedItself = IsLeaf(childType, value) || value is JsonObject { Count: 0 } || type.FindField(name) is null;
            if (isOwnedItself)
            {
                set.Members.Add(element);
            }

            set.Attach(element, Of(value, childType));
        }
    }

    private static void AddItems(FieldSet set, JsonArray list, TypeSchema type)
    {
        foreach (var item in list)
        {
            if (PathElement.Item(item, type) is { } element)
            {
                set.Members.Add(element);
                set.Attach(element, Of(item, type.Element!));
            }
        }
    }
}
