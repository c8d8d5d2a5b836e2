using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace KubeFate.Simulator.Stages;

/// <summary>
/// Reads a stage's yaml as JSON. Plain <c>true</c>, <c>false</c>, <c>null</c> and whole numbers are what they look like; all else is
/// text.
/// </summary>
internal static class StageYaml
{
    /// <summary>Reads one document, a mapping.</summary>
    /// <exception cref="FormatException">The text is no yaml, or no mapping.</exception>
    public static JsonObject Read(string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException problem)
        {
            throw new FormatException($"line {problem.Start.Line}: {problem.Message}", problem);
        }

        return stream.Documents is [var document] && Node(document.RootNode) is JsonObject root
            ? root
            : throw new FormatException("a stage is one yaml mapping; begin with `stage: name`");
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(
            map.Children.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Node(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value ?? ""),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };

    private static JsonNode? Plain(string text) => text switch
    {
        "true" => true,
        "false" => false,
        "null" or "~" or "" => null,
        _ => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : text,
    };
}
