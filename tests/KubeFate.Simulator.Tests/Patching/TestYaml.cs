using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KubeFate.Simulator.Tests.Patching;

/// <summary>Test cases are written in YAML: plain scalars become null, booleans and numbers where they look like it.</summary>
internal static class TestYaml
{
    public static JsonObject Object(string text) => (JsonObject)Node(text)!;

    public static JsonNode? Node(string text)
    {
        var parser = new Parser(new StringReader(text));
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        return Node(parser);
    }

    private static JsonNode? Node(Parser parser)
    {
        if (parser.TryConsume<MappingStart>(out _))
        {
            var map = new JsonObject();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = parser.Consume<Scalar>().Value;
                map[key] = Node(parser);
            }

            return map;
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var list = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                list.Add(Node(parser));
            }

            return list;
        }

        return Value(parser.Consume<Scalar>());
    }

    private static JsonNode? Value(Scalar scalar) => scalar.Value switch
    {
        _ when !scalar.IsPlainImplicit => scalar.Value,
        "" or "null" or "~" => null,
        "true" => true,
        "false" => false,
        _ when long.TryParse(scalar.Value, out _) => JsonNode.Parse(scalar.Value),
        _ when double.TryParse(scalar.Value, out _) => JsonNode.Parse(scalar.Value),
        _ => scalar.Value,
    };
}
