using KubeFate.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KubeFate.Helm.Manifests;

/// <summary>A node of a manifest with its place in the text, so that a part of the text can be replaced and the rest stay as it is.</summary>
internal sealed record ManifestNode(int Start, int End)
{
    /// <summary>Far deeper than any real one. The parser's time grows with the square of the depth.</summary>
    private const int DepthLimit = 100;

    /// <summary>Of a scalar; null otherwise.</summary>
    public string? Text { get; init; }

    /// <summary>Of a mapping, in order; empty otherwise.</summary>
    public IReadOnlyList<(string Key, ManifestNode Value)> Entries { get; init; } = [];

    /// <summary>Of a sequence; empty otherwise.</summary>
    public IReadOnlyList<ManifestNode> Items { get; init; } = [];

    /// <summary>The value of a key, its own or merged in with <c>&lt;&lt;</c>; null when there is none.</summary>
    public ManifestNode? this[string key] => Own(key) ?? (Own("<<") is { } merged ? merged[key] ?? merged.Items.Select(item => item[key]).FirstOrDefault(value => value is not null) : null);

    /// <summary>The documents of a text, and the text that their places are in: the same, but for blanks that mean nothing.</summary>
    /// <exception cref="YamlException">It is not YAML, or nested too deep.</exception>
    public static (IReadOnlyList<ManifestNode> Documents, string Text) Read(string text) => GoYaml.Read(text, (parser, read) => (Read(parser), read));

    private static List<ManifestNode> Read(IParser parser)
    {
        var documents = new List<ManifestNode>();
        parser.Consume<StreamStart>();
        while (parser.TryConsume<DocumentStart>(out _))
        {
            documents.Add(Read(parser, new Dictionary<AnchorName, ManifestNode>(), 0));
            parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    private ManifestNode? Own(string key) => Entries.FirstOrDefault(entry => entry.Key == key).Value;

    private static ManifestNode Read(IParser parser, Dictionary<AnchorName, ManifestNode> anchors, int depth)
    {
        if (depth > DepthLimit) throw new YamlException(parser.Current!.Start, parser.Current.End, "it is nested too deep");
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            // What it stands for, at the place where it stands.
            var target = anchors.GetValueOrDefault(alias.Value) ?? throw new YamlException(alias.Start, alias.End, $"there is no anchor {alias.Value}");
            return At(alias, alias) with { Text = target.Text, Entries = target.Entries, Items = target.Items };
        }

        var anchor = parser.Current is NodeEvent node ? node.Anchor : AnchorName.Empty;
        var read = ReadContent(parser, anchors, depth);
        if (!anchor.IsEmpty) anchors[anchor] = read;
        return read;
    }

    private static ManifestNode ReadContent(IParser parser, Dictionary<AnchorName, ManifestNode> anchors, int depth)
    {
        if (parser.TryConsume<Scalar>(out var scalar)) return At(scalar, scalar) with { Text = scalar.Value };
        if (parser.TryConsume<MappingStart>(out var map))
        {
            var entries = new List<(string, ManifestNode)>();
            MappingEnd mapEnd;
            while (!parser.TryConsume(out mapEnd!)) entries.Add((Read(parser, anchors, depth + 1).Text ?? "", Read(parser, anchors, depth + 1)));
            return At(map, mapEnd) with { Entries = entries };
        }

        var list = parser.Consume<SequenceStart>();
        var items = new List<ManifestNode>();
        SequenceEnd end;
        while (!parser.TryConsume(out end!)) items.Add(Read(parser, anchors, depth + 1));
        return At(list, end) with { Items = items };
    }

    private static ManifestNode At(ParsingEvent first, ParsingEvent last) => new((int)first.Start.Index, (int)last.End.Index);
}
