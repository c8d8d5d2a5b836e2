using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KubeFate.Fate.Yaml;

/// <summary>
/// Reads one YAML (or JSON) document into positioned nodes and gathers what is wrong with it. Bounded: a file larger than
/// <see cref="MaxLength"/>, deeper than <see cref="MaxDepth"/> or, with its aliases written out, of more than <see cref="MaxNodes"/>
/// values is refused.
/// </summary>
internal sealed class YamlReader
{
    /// <summary>In characters. Helm keeps the values of a release inside a Secret, which Kubernetes limits to 1 MiB.</summary>
    public const int MaxLength = 1 << 20;

    public const int MaxDepth = 64;

    public const int MaxNodes = 100_000;

    private readonly Parser parser;
    private readonly ProblemList problems;
    private readonly Dictionary<string, YamlNode?> anchors = new(StringComparer.Ordinal);

    private YamlReader(Parser parser, ProblemList problems)
    {
        this.parser = parser;
        this.problems = problems;
    }

    /// <summary>The document's root; null, with a problem added, when the text cannot be used at all.</summary>
    public static YamlNode? Read(string text, ProblemList problems)
    {
        if (text.Length > MaxLength)
        {
            problems.Error("", 0, 0, $"the file has {text.Length:N0} characters; a cluster.yaml may have {MaxLength:N0}, since Kubernetes stores it in a Secret");
            return null;
        }

        try
        {
            using var reader = new StringReader(text);
            return new YamlReader(new Parser(new Scanner(reader, skipComments: true)), problems).ReadStream();
        }
        catch (YamlException failure)
        {
            var (line, column, message) = SyntaxMessages.Explain(text, failure);
            problems.Error("", line, column, message);
            return null;
        }
        catch (TooMuchException failure)
        {
            problems.Error("", failure.Line, failure.Column, failure.Message);
            return null;
        }
    }

    private YamlNode? ReadStream()
    {
        parser.Consume<StreamStart>();
        YamlNode? root = null;
        while (parser.TryConsume<DocumentStart>(out _))
        {
            anchors.Clear();
            var document = ReadNode(depth: 0);
            parser.Consume<DocumentEnd>();
            if (document is YamlScalar { Value.IsNull: true }) continue;
            if (root is null)
            {
                root = document;
                continue;
            }

            problems.Error("", document.Line, document.Column, "a second document begins here; one file describes one cluster: split it at the --- line");
            return null;
        }

        if (root is null) problems.Error("", 0, 0, "the file is empty; a cluster.yaml needs at least name, namespace, chartName and chartVersion");
        return root;
    }

    private YamlNode ReadNode(int depth)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias)) return Resolve(alias, depth);
        var start = parser.Require<NodeEvent>();
        var (line, column) = Place(start);
        if (depth > MaxDepth) throw new TooMuchException(line, column, $"the file is nested more than {MaxDepth} levels deep");
        var anchor = start.Anchor.IsEmpty ? null : start.Anchor.Value;
        // Known but without a value while it is being read: an alias to it from inside would have no end.
        if (anchor is not null) anchors[anchor] = null;
        YamlNode node = start switch
        {
            SequenceStart => ReadList(line, column, depth),
            MappingStart => ReadMap(line, column, depth),
            _ => ReadScalar(line, column),
        };
        if (node.Size > MaxNodes) throw new TooMuchException(line, column, $"the file has more than {MaxNodes:N0} values once its aliases (*name) are written out");
        if (anchor is not null) anchors[anchor] = node;
        return node;
    }

    private YamlNode Resolve(AnchorAlias alias, int depth)
    {
        var (line, column) = Place(alias);
        var name = alias.Value.Value;
        if (!anchors.TryGetValue(name, out var node)) throw new TooMuchException(line, column, $"*{name} names an anchor that is not defined above; write &{name} before the value it stands for");
        if (node is null) throw new TooMuchException(line, column, $"*{name} stands inside its own anchor &{name}, which has no end");
        if (depth + node.Height > MaxDepth) throw new TooMuchException(line, column, $"the file is nested more than {MaxDepth} levels deep");
        return node;
    }

    private YamlList ReadList(int line, int column, int depth)
    {
        parser.Consume<SequenceStart>();
        var list = new YamlList(line, column);
        while (!parser.TryConsume<SequenceEnd>(out _)) list.Add(ReadNode(depth + 1));
        return list;
    }

    private YamlMap ReadMap(int line, int column, int depth)
    {
        parser.Consume<MappingStart>();
        var map = new YamlMap(line, column);
        var merges = new List<YamlNode>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var isMerge = parser.Accept<Scalar>(out var written) && written is { Value: "<<", IsPlainImplicit: true };
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (isMerge) merges.Add(value);
            else Add(map, key, value);
        }

        foreach (var merge in merges) Merge(map, merge);
        return map;
    }

    private void Add(YamlMap map, YamlNode key, YamlNode value)
    {
        if (key is not YamlScalar scalar || scalar.Value.AsKey() is not { } name)
        {
            problems.Error("", key.Line, key.Column, "a key must be a word or a number");
            return;
        }

        if (map.TryAdd(new YamlEntry(name, key.Line, key.Column, value))) return;
        var first = map.Find(name)!;
        problems.Error(name, key.Line, key.Column, $"the key stands twice in the same place, first in line {first.Line}; keep one");
    }

    /// <summary><c>&lt;&lt;: *name</c>: the keys that the mapping does not have itself.</summary>
    private void Merge(YamlMap map, YamlNode merge)
    {
        foreach (var source in merge is YamlList list ? list.Items : [merge])
        {
            if (source is YamlMap other)
            {
                foreach (var entry in other.Entries) map.TryAdd(entry);
                continue;
            }

            problems.Error("<<", source.Line, source.Column, "<< merges mappings; here stands something else");
        }
    }

    private YamlScalar ReadScalar(int line, int column)
    {
        var scalar = parser.Consume<Scalar>();
        var plain = scalar is { Style: ScalarStyle.Plain, Tag.IsEmpty: true };
        var value = plain ? ScalarResolver.Resolve(scalar.Value) : ScalarValue.Of(scalar.Value);
        return new YamlScalar(line, column, scalar.Value, value);
    }

    private static (int Line, int Column) Place(ParsingEvent at) => ((int)at.Start.Line, (int)at.Start.Column);

    /// <summary>Ends the reading: what follows cannot be read.</summary>
    private sealed class TooMuchException(int line, int column, string message) : Exception(message)
    {
        public int Line { get; } = line;

        public int Column { get; } = column;
    }
}
