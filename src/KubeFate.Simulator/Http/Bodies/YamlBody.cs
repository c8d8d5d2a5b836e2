using System.Globalization;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KubeFate.Simulator.Http.Bodies;

/// <summary>Reads one YAML document as JSON, plain scalars resolved as Kubernetes does (sigs.k8s.io/yaml: booleans true/false/yes/no/on/off).</summary>
internal static class YamlBody
{
    /// <exception cref="ApiFailure">400 when the text is no YAML.</exception>
    public static ReadBody Read(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _)) return new(null, []);
            parser.Consume<DocumentStart>();
            var duplicates = new List<string>();
            return new(Value(parser, "", duplicates), duplicates);
        }
        catch (YamlException error)
        {
            throw ApiFailure.BadRequest($"error decoding YAML: line {error.Start.Line}: {error.Message}");
        }
    }

    private static JsonNode? Value(IParser parser, string path, List<string> duplicates)
    {
        if (parser.TryConsume<Scalar>(out var scalar)) return Plain(scalar);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var list = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _)) list.Add(Value(parser, $"{path}[{list.Count}]", duplicates));
            return list;
        }

        if (parser.TryConsume<AnchorAlias>(out _)) throw ApiFailure.BadRequest("YAML aliases are not read here");
        parser.Consume<MappingStart>();
        var map = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>().Value;
            var at = path.Length == 0 ? key : path + "." + key;
            if (map.ContainsKey(key)) duplicates.Add($"duplicate field \"{at}\"");
            map[key] = Value(parser, at, duplicates);
        }

        return map;
    }

    private static JsonNode? Plain(Scalar scalar)
    {
        if (scalar.Style != ScalarStyle.Plain || scalar.Tag == "tag:yaml.org,2002:str") return JsonValue.Create(scalar.Value);
        return scalar.Value switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => JsonValue.Create(true),
            "false" or "False" or "FALSE" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => JsonValue.Create(false),
            var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && !HasLeadingZero(text) =>
                JsonValue.Create(whole),
            var text when IsDecimal(text) => JsonNode.Parse(double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)),
            var text => JsonValue.Create(text),
        };
    }

    private static bool HasLeadingZero(string text) => text.TrimStart('-', '+') is ['0', _, ..];

    private static bool IsDecimal(string text) =>
        text.Any(char.IsAsciiDigit) && text.All(letter => char.IsAsciiDigit(letter) || letter is '.' or '-' or '+' or 'e' or 'E')
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && !HasLeadingZero(text.Split('.')[0]);
}
