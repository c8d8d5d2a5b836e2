using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KubeFate.Charts.Tests.Schemas;

/// <summary>Holds one object against a schema, strictly: unknown fields and empty ones are faults too.</summary>
internal sealed partial class SchemaCheck(KubernetesSchema schema)
{
    private readonly List<string> problems = [];

    public IReadOnlyList<string> Problems => problems;

    public void Value(string type, JsonNode? value, string path)
    {
        var fits = type[0] switch
        {
            '[' => List(type[1..^1], value, path),
            '{' => Map(type[1..^1], value, path),
            '=' => value?.GetValueKind() == JsonValueKind.String && type[1..].Split('|').Contains(value.GetValue<string>()),
            _ when schema.Definitions.TryGetValue(type, out var definition) => Object(definition, value, path),
            _ => IsScalar(type, value),
        };
        if (!fits) problems.Add($"{path}: {type} is wanted, not {value?.ToJsonString() ?? "nothing"}");
    }

    private bool Object(TypeDefinition definition, JsonNode? value, string path)
    {
        // An empty definition (FieldsV1) takes any object.
        if (value is not JsonObject fields) return false;
        problems.AddRange(definition.Required.Where(name => !fields.ContainsKey(name)).Select(name => $"{path}: {name} is missing"));
        foreach (var (name, field) in fields)
        {
            if (definition.Properties.TryGetValue(name, out var type)) Value(type, field, $"{path}.{name}");
            else if (definition.Properties.Count > 0) problems.Add($"{path}: there is no field {name}");
        }

        return true;
    }

    private bool List(string type, JsonNode? value, string path)
    {
        if (value is not JsonArray items) return false;
        for (var i = 0; i < items.Count; i++) Value(type, items[i], $"{path}[{i}]");
        return true;
    }

    private bool Map(string type, JsonNode? value, string path)
    {
        if (value is not JsonObject entries) return false;
        foreach (var (key, entry) in entries) Value(type, entry, $"{path}.{key}");
        return true;
    }

    private static bool IsScalar(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("any", not null) => true,
        ("string" or "int-or-string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer" or "int-or-string", JsonValueKind.Number) => long.TryParse(value!.ToJsonString(), out _),
        // An API server takes a number for a quantity.
        ("quantity", JsonValueKind.Number) => true,
        ("quantity", JsonValueKind.String) => Quantity().IsMatch(value!.GetValue<string>()),
        _ => false,
    };

    // kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity
    [GeneratedRegex(@"^[+-]?([0-9]+|[0-9]+\.[0-9]*|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quantity();
}
