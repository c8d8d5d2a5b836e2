using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Testing;

namespace KubeFate.Fate.Tests.Yaml;

/// <summary>What the real helm makes of texts: its functions read with the same Go library as its values files do.</summary>
internal static class HelmReading
{
    /// <summary>A mapping first, then a list; a scalar alone is neither. Helm's functions tell a failure as a value. In base64, since some breaks of lines would end the comment.</summary>
    private const string Template = """
        {{- range $path, $_ := .Files.Glob "texts/*" }}
        {{- $text := $.Files.Get $path }}
        # = {{ dict "id" (base $path) "map" (fromYaml $text) "list" (fromYamlArray $text) | toJson | b64enc }}
        {{- end }}
        """;

    /// <summary>The reading of each text in canonical form; null for what helm refuses, and for a scalar alone.</summary>
    public static async Task<IReadOnlyList<string?>> OfAsync(string helm, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        folder.Write("Chart.yaml", "apiVersion: v2\nname: echo\nversion: 0.1.0\n");
        folder.Write("templates/texts.yaml", Template);
        for (var i = 0; i < texts.Count; i++) folder.Write($"texts/{i}", texts[i]);
        var rendered = await ToolProcess.RunAsync(helm, ["template", "echo", folder.Path], null, null, cancellationToken);
        var readings = new string?[texts.Count];
        foreach (var line in rendered.MustSucceed().Output.Split('\n').Where(line => line.StartsWith("# = ", StringComparison.Ordinal)))
        {
            var answer = JsonNode.Parse(Convert.FromBase64String(line[4..]))!;
            readings[int.Parse(answer["id"]!.GetValue<string>(), CultureInfo.InvariantCulture)] = Reading(answer["map"], answer["list"]);
        }

        return readings;
    }

    /// <summary>Keys sorted, and numbers as the doubles that helm holds them in; helm 4.2's fromYaml loses the sign of nought.</summary>
    public static string Canonical(JsonNode? node) => node switch
    {
        JsonObject map => "{" + string.Join(", ", map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{JsonValue.Create(pair.Key)!.ToJsonString()}: {Canonical(pair.Value)}")) + "}",
        JsonArray list => "[" + string.Join(", ", list.Select(Canonical)) + "]",
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => (double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) + 0.0).ToString("R", CultureInfo.InvariantCulture),
        null => "null",
        _ => node.ToJsonString(),
    };

    private static string? Reading(JsonNode? map, JsonNode? list)
    {
        if (map is not JsonObject { Count: 1 } || !IsFailure(map["Error"])) return Canonical(map);
        return list is JsonArray { Count: 1 } failed && IsFailure(failed[0]) ? null : Canonical(list);
    }

    private static bool IsFailure(JsonNode? said) =>
        said is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is var text
        && (text.StartsWith("error ", StringComparison.Ordinal) || text.StartsWith("yaml: ", StringComparison.Ordinal) || text.StartsWith("json: ", StringComparison.Ordinal));
}
