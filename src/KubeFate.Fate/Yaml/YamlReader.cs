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

    private const char ByteOrderMark = '\uFEFF';

    private readonly Parser parser;
    private readonly ProblemList problems;
    private readonly Dictionary<string, YamlNode?> anchors = new(StringComparer.Ordinal);
    private int count;

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
            problems.Error("", 0, 0, $"the file has {text.Length:N0} characters; a cluster.yaml may have {MaxLength:N0}, since helm keeps it in a Secret");
            return null;
        }

        try
        {
            using var reader = new StringReader(text.StartsWith(ByteOrderMark) ? text[1..] : text);
            return new YamlReader(new Parser(new Scanner(reader, skipComments: true)), problems).ReadStream();
        }
        catch (UnreadableException failure)
        {
            problems.Error("", failure.Line, failure.Column, failure.Message);
        }
        // YamlDotNet answers an unclosed bracket at the end of a file with an InvalidOperationException.
        catch (Exception failure) when (failure is YamlException or InvalidOperationException)
        {
            var (line, column, message) = SyntaxMessages.Explain(text, failure as YamlException);
            problems.Error("", line, column, message);
        }

        return null;
    }

    private YamlNode? ReadStream()
    {
        parser.Consume<StreamStart>();
        YamlNode? root = null;
        while (parser.TryConsume<DocumentStart>(out _))
        {
            anchors.Clear();
            var document = ReadNode("", depth: 0);
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

    private YamlNode ReadNode(string path, int depth)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias)) return Resolve(alias, depth);
        var start = parser.Require<NodeEvent>();
        var (line, column) = Place(start);
        if (depth > MaxDepth) throw new UnreadableException(line, column, $"the file is nested more than {MaxDepth} levels deep");
        Count(1, line, column);
        var anchor = start.Anchor.IsEmpty ? null : start.Anchor.Value;
        // Known but without a value while it is being read: an alias to it from inside would have no end.
        if (anchor is not null) anchors[anchor] = null;
        YamlNode node = start switch
        {
            SequenceStart => ReadList(path, line, column, depth),
            MappingStart => ReadMap(path, line, column, depth),
            _ => ReadScalar(path, line, column),
        };
        if (anchor is not null) anchors[anchor] = node;
        return node;
    }

    private YamlNode Resolve(AnchorAlias alias, int depth)
    {
        var (line, column) = Place(alias);
        var name = alias.Value.Value;
        if (!anchors.TryGetValue(name, out var node)) throw new UnreadableException(line, column, $"*{name} names an anchor that is not defined above; write &{name} before the value it stands for");
        if (node is null) throw new UnreadableException(line, column, $"*{name} stands inside its own anchor &{name}, which has no end");
        if (depth + node.Height > MaxDepth) throw new UnreadableException(line, column, $"the file is nested more than {MaxDepth} levels deep");
        Count(node.Size, line, column);
        // A copy at each place: what a check makes of a value under one key need not hold under another.
        return node.Copy();
    }

    private void Count(int nodes, int line, int column)
    {
        count += nodes;
        if (count > MaxNodes) throw new UnreadableException(line, column, $"the file has more than {MaxNodes:N0} values, with each alias (*name) written out; make it smaller");
    }

    private YamlList ReadList(string path, int line, int column, int depth)
    {
        parser.Consume<SequenceStart>();
        var list = new YamlList(line, column);
        while (!parser.TryConsume<SequenceEnd>(out _)) list.Add(ReadNode($"{path}[{list.Items.Count}]", depth + 1));
        return list;
    }

    private YamlMap ReadMap(string path, int line, int column, int depth)
    {
        parser.Consume<MappingStart>();
        var map = new YamlMap(line, column);
        var merges = new List<YamlNode>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var isMerge = parser.Accept<Scalar>(out var written) && written is { Value: "<<", IsPlainImplicit: true };
            var key = ReadNode(path, depth + 1);
            var name = (key as YamlScalar)?.Value.AsKey();
            var keyPath = path.Length == 0 ? name : $"{path}.{name}";
            var value = ReadNode(keyPath ?? path, depth + 1);
            if (isMerge) merges.Add(value);
            else if (name is null) problems.Error(path, key.Line, key.Column, SyntaxMessages.NoKey(key));
            else Add(map, keyPath!, new YamlEntry(name, key.Line, key.Column, value));
        }

        foreach (var merge in merges) Merge(path, map, merge);
        return map;
    }

    private void Add(YamlMap map, string path, YamlEntry entry)
    {
        if (!map.TryAdd(entry))
            problems.Error(path, entry.Line, entry.Column, $"the key stands twice in the same place, first in line {map.Find(entry.Key)!.Line}; keep one");
    }

    /// <summary><c>&lt;&lt;: *name</c>: the keys that the mapping does not have itself.</summary>
    private void Merge(string path, YamlMap map, YamlNode merge)
    {
        foreach (var source in merge is YamlList list ? list.Items : [merge])
        {
            if (source is not YamlMap other)
            {
                problems.Error(path, source.Line, source.Column, $"<< takes the keys of a mapping, such as <<: *name; here stands {source.Describe()}");
                return;
            }

            foreach (var entry in other.Entries) map.TryAdd(entry);
        }
    }

    private YamlScalar ReadScalar(string path, int line, int column)
    {
        var scalar = parser.Consume<Scalar>();
        var value = (scalar.Tag.IsEmpty, scalar.Style) switch
        {
            (true, ScalarStyle.Plain) => ScalarResolver.Resolve(scalar.Value),
            (true, _) => ScalarValue.Of(scalar.Value),
            _ => Tagged(scalar, path, line, column),
        };
        if (value is { Kind: ScalarKind.Real } && !double.IsFinite(value.Real))
        {
            problems.Error(path, line, column, $"{scalar.Value} is no number that a chart can get; put it in quotes if a text is meant");
            value = ScalarValue.Null;
        }

        return new YamlScalar(line, column, scalar.Value, value);
    }

    /// <summary><c>!!str 017</c> and the like; a tag of somebody's own means nothing here.</summary>
    private ScalarValue Tagged(Scalar scalar, string path, int line, int column)
    {
        if (ScalarResolver.ResolveTagged(scalar.Tag.Value, scalar.Value) is { } value) return value;
        problems.Error(path, line, column, $"the tag {ScalarResolver.ShortTag(scalar.Tag.Value)} means nothing here; leave it out");
        return ScalarValue.Of(scalar.Value);
    }

    private static (int Line, int Column) Place(ParsingEvent at) => ((int)at.Start.Line, (int)at.Start.Column);

    /// <summary>Ends the reading: what follows cannot be read.</summary>
    private sealed class UnreadableException(int line, int column, string message) : Exception(message)
    {
        public int Line { get; } = line;

        public int Column { get; } = column;
    }
}
