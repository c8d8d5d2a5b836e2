using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KubeFate.Yaml;

/// <summary>One YAML document as JSON, as sigs.k8s.io/yaml makes it for helm and Kubernetes. Merge keys (<c>&lt;&lt;</c>) are refused.</summary>
/// <param name="Content">Null when the text has no document, or one that says nothing.</param>
/// <param name="Duplicates">The paths of keys that stand twice; the last counts.</param>
public sealed record YamlDocument(JsonNode? Content, IReadOnlyList<string> Duplicates)
{
    /// <summary>Reads the first document of the text.</summary>
    /// <exception cref="YamlException">It is not YAML, or has what JSON has not.</exception>
    public static YamlDocument Read(string text) => GoYaml.Read(text, (parser, read) =>
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _)) return new YamlDocument(null, []);
        parser.Consume<DocumentStart>();
        var reader = new Reader(parser);
        return new YamlDocument(reader.Value(""), reader.Duplicates);
    });

    private sealed class Reader(IParser parser)
    {
        /// <summary>Values, with each alias written out: a few lines of aliases to aliases would fill the memory.</summary>
        private const int MostValues = 500_000;

        private readonly Dictionary<AnchorName, (JsonNode? Value, int Count)> anchors = [];
        private int count;

        public List<string> Duplicates { get; } = [];

        public JsonNode? Value(string path)
        {
            if (parser.TryConsume<AnchorAlias>(out var alias)) return Copy(alias);
            var (anchor, before) = (parser.Require<NodeEvent>().Anchor, count);
            Count(1, parser.Current!);
            var value = Content(path);
            if (!anchor.IsEmpty) anchors[anchor] = (value, count - before);
            return value;
        }

        private JsonNode? Copy(AnchorAlias alias)
        {
            if (!anchors.TryGetValue(alias.Value, out var target)) throw Error(alias, $"there is no anchor {alias.Value} before this place");
            Count(target.Count, alias);
            return target.Value?.DeepClone();
        }

        private JsonNode? Content(string path)
        {
            if (parser.TryConsume<Scalar>(out var scalar)) return Resolve(scalar).ToJson();
            if (parser.TryConsume<SequenceStart>(out _))
            {
                var list = new JsonArray();
                while (!parser.TryConsume<SequenceEnd>(out _)) list.Add(Value($"{path}[{list.Count}]"));
                return list;
            }

            parser.Consume<MappingStart>();
            var map = new JsonObject();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = Key();
                var at = path.Length == 0 ? key : path + "." + key;
                if (map.ContainsKey(key)) Duplicates.Add(at);
                map[key] = Value(at);
            }

            return map;
        }

        private string Key()
        {
            var at = parser.Require<ParsingEvent>();
            if (!parser.TryConsume<Scalar>(out var scalar) || Resolve(scalar).AsKey() is not { } key) throw Error(at, "a key is a word or a number");
            return key == "<<" && scalar.IsPlainImplicit ? throw Error(at, "<< is not read here; write the keys out") : key;
        }

        private void Count(int values, ParsingEvent at)
        {
            count += values;
            if (count > MostValues) throw Error(at, $"it has more than {MostValues} values, with each alias written out");
        }

        private static ScalarValue Resolve(Scalar scalar) => ScalarResolver.Resolve(scalar) switch
        {
            null => throw Error(scalar, $"{ScalarResolver.ShortTag(scalar.Tag.Value)} is no tag of this value"),
            { Kind: ScalarKind.Real } real when !double.IsFinite(real.Real) => throw Error(scalar, $"JSON has no {scalar.Value}"),
            var value => value.Value,
        };

        private static YamlException Error(ParsingEvent at, string message) => new(at.Start, at.End, message);
    }
}
