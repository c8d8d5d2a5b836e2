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

    /// <summary>The value of a key; null when there is none.</summary>
    public ManifestNode? this[string key] => Entries.FirstOrDefault(entry => entry.Key == key).Value;

    /// <summary>The documents of a text.</summary>
    /// <exception cref="YamlException">It is not YAML, or nested too deep.</exception>
    public static IReadOnlyList<ManifestNode> Read(string text)
    {
        var parser = new Parser(new StringReader(text));
        var documents = new List<ManifestNode>();
        parser.Consume<StreamStart>();
        while (parser.TryConsume<DocumentStart>(out _))
        {
            documents.Add(Read(parser, 0));
            parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    private static ManifestNode Read(IParser parser, int depth)
    {
        if (depth > DepthLimit) throw new YamlException(parser.Current!.Start, parser.Current.End, "it is nested too deep");
        if (parser.TryConsume<Scalar>(out var scalar)) return At(scalar, scalar) with { Text = scalar.Value };
        if (parser.TryConsume<MappingStart>(out var map))
        {
            var entries = new List<(string, ManifestNode)>();
            MappingEnd end;
            while (!parser.TryConsume(out end!)) entries.Add((Read(parser, depth + 1).Text ?? "", Read(parser, depth + 1)));
            return At(map, end) with { Entries = entries };
        }

        if (parser.TryConsume<SequenceStart>(out var list))
        {
            var items = new List<ManifestNode>();
            SequenceEnd end;
            while (!parser.TryConsume(out end!)) items.Add(Read(parser, depth + 1));
            return At(list, end) with { Items = items };
        }

        var alias = parser.Consume<AnchorAlias>();
        return At(alias, alias);
    }

    private static ManifestNode At(ParsingEvent first, ParsingEvent last) => new((int)first.Start.Index, (int)last.End.Index);
}
