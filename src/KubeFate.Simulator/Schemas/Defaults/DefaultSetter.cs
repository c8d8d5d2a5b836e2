using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Schemas.Defaults;

/// <summary>Sets defaults from the top down: what the schema says of a field, then what only code can say, then the parts below.</summary>
internal static class DefaultSetter
{
    public static void Apply(JsonObject value, TypeSchema type)
    {
        DefaultRules.ForKind(type)?.Invoke(value);
        ApplyStruct(value, type);
    }

    private static void ApplyStruct(JsonObject value, TypeSchema type)
    {
        foreach (var field in type.Fields.Values.Where(field => field.Default is not null && value[field.Name] is null))
        {
            value[field.Name] = JsonNode.Parse(field.Default!);
        }

        DefaultRules.ForType(type)?.Invoke(value);
        foreach (var (name, member) in value.ToList())
        {
            if (type.ChildType(name) is { } childType)
            {
                ApplyTo(member, childType);
            }
        }
    }

    private static void ApplyTo(JsonNode? value, TypeSchema type)
    {
        switch (type.Kind, value)
        {
            case (TypeKind.Struct, JsonObject map):
                ApplyStruct(map, type);
                break;
            case (TypeKind.Map, JsonObject map):
                foreach (var (_, member) in map)
                {
                    ApplyTo(member, type.Element!);
                }

                break;
            case (TypeKind.List, JsonArray list):
                foreach (var item in list)
                {
                    ApplyTo(item, type.Element!);
                }

                break;
        }
    }
}
