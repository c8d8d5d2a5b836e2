using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Schemas.Defaults;

/// <summary>Brings values into the one form servers keep them in: quantities are text, with the suffix that suits them best.</summary>
internal static class CanonicalForm
{
    /// <summary>Changes the value in place.</summary>
    public static void Apply(JsonNode? value, TypeSchema type)
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var (name, member) in map.ToList())
                {
                    if (type.ChildType(name) is { } childType)
                    {
                        Apply(member, childType);
                    }
                }

                break;
            case JsonArray list when type.Element is not null:
                foreach (var item in list.ToList())
                {
                    Apply(item, type.Element);
                }

                break;
            case JsonValue quantity when type.Kind == TypeKind.Quantity:
                Canonicalize(quantity);
                break;
        }
    }

    private static void Canonicalize(JsonValue quantity)
    {
        var text = quantity.ToString();
        var canonical = Quantity.Canonical(text);
        if (!string.Equals(canonical, text, StringComparison.Ordinal) || quantity.GetValueKind() != JsonValueKind.String)
        {
            quantity.ReplaceWith(canonical);
        }
    }
}
