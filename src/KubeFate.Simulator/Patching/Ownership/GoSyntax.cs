using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Patching.Ownership;

/// <summary>JSON as Go's <c>%#v</c> prints it.</summary>
internal static class GoSyntax
{
    public static string Of(JsonNode? value) => value switch
    {
        null => "interface {}(nil)",
        JsonObject map => "map[string]interface {}{"
            + string.Join(", ", map.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"\"{field.Key}\":{Of(field.Value)}")) + "}",
        JsonArray list => "[]interface {}{" + string.Join(", ", list.Select(Of)) + "}",
        _ => value.ToJsonString(JsonText.Options),
    };
}
