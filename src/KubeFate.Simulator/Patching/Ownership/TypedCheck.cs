using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Patching.Ownership;

/// <summary>Whether an applied configuration fits its schema, with the words real servers use.</summary>
internal static class TypedCheck
{
    /// <summary>Passes a configuration that fits.</summary>
    /// <exception cref="ApiFailure">500 without a reason, naming every fault.</exception>
    public static void RequireValid(JsonObject applied, ObjectSchema schema)
    {
        var faults = new List<string>();
        Check(applied, schema.Type, "", faults);
        if (faults.Count == 0)
        {
            return;
        }

        var metadata = applied["metadata"] as JsonObject;
        var text = faults.Count == 1 ? faults[0] : "errors:\n  " + string.Join("\n  ", faults);
        throw new ApiFailure(
            500, "", $"failed to create typed patch object ({metadata?["namespace"]}/{metadata?["name"]}; {schema.GroupVersionKind}): {text}");
    }

    private static void Check(JsonNode? value, TypeSchema type, string path, List<string> faults)
    {
        if (value is null)
        {
            return;
        }

        switch (type.Kind)
        {
            case TypeKind.Any or TypeKind.Deduced:
                break;
            case TypeKind.Struct or TypeKind.Map when value is JsonObject map:
                CheckFields(map, type, path, faults);
                break;
            case TypeKind.List when value is JsonArray list:
                CheckItems(list, type, path, faults);
                break;
            default:
                if (Mismatch(value, type) is { } fault)
                {
                    faults.Add($"{path}: {fault}");
                }

                break;
        }
    }

    private static void CheckFields(JsonObject map, TypeSchema type, string path, List<string> faults)
    {
        foreach (var (name, value) in map)
        {
            if (type.ChildType(name) is { } childType)
            {
                Check(value, childType, path + "." + name, faults);
            }
            else
            {
                faults.Add($"{path}.{name}: field not declared in schema");
            }
        }
    }

    private static void CheckItems(JsonArray list, TypeSchema type, string path, List<string> faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < list.Count; index++)
        {
            if (type.ListKind == ListKind.Atomic)
            {
                Check(list[index], type.Element!, $"{path}[{index}]", faults);
            }
            else if (PathElement.Item(list[index], type) is not { } element)
            {
                faults.Add($"{path}: element {index}: {MissingKey(list[index], type)}");
            }
            else if (!seen.Add(element))
            {
                faults.Add($"{path}: duplicate entries for key {PathElement.Display(element)}");
            }
            else
            {
                Check(list[index], type.Element!, path + PathElement.Display(element), faults);
            }
        }
    }

    private static string MissingKey(JsonNode? item, TypeSchema type)
    {
        var key = type.Keys.FirstOrDefault(key => (item as JsonObject)?[key] is null && type.Element!.FindField(key)?.Default is null);
        return $"associative list with keys has an element that omits key field \"{key}\" (and doesn't have default value)";
    }

    private static string? Mismatch(JsonNode value, TypeSchema type) => (type.Kind, value.GetValueKind()) switch
    {
        (TypeKind.Struct or TypeKind.Map, _) => "expected map, got &{" + GoText.Of(value) + "}",
        (TypeKind.List, _) => "expected list, got &{" + GoText.Of(value) + "}",
        (TypeKind.Integer or TypeKind.Number, JsonValueKind.Number) => null,
        (TypeKind.Integer or TypeKind.Number, _) => "expected numeric (int or float), got " + GoType(value),
        (TypeKind.Boolean, JsonValueKind.True or JsonValueKind.False) => null,
        (TypeKind.Boolean, _) => "expected boolean, got " + GoType(value),
        (TypeKind.Quantity or TypeKind.IntOrString, JsonValueKind.Number or JsonValueKind.String) => null,
        (TypeKind.Quantity or TypeKind.IntOrString, _) => "expected any scalar, got " + GoType(value),
        (_, JsonValueKind.String) => null,
        // The servers print their wrapper of the value, not the value: it is what users find when they search for the message.
        _ => "expected string, got &value.valueUnstructured{Value:" + GoSyntax.Of(value) + "}",
    };

    private static string GoType(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => "map[string]interface {}",
        JsonValueKind.Array => "[]interface {}",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E') ? "float64" : "int64",
        _ => "bool",
    };
}
