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

    private readonly IParser parser;
    private readonly ProblemList problems;
    private readonly Dictionary<string, YamlNode?> anchors = new(StringComparer.Ordinal);
    private readonly Trail trail = new();
    private int count;

    private YamlReader(IParser parser, ProblemList problems)
    {
        this.parser = parser;
        this.problems = problems;
    }

    /// <summary>The document's root; null when there is none, or, with a problem added, when the text cannot be read.</summary>
    public static YamlNode? Read(string text, ProblemList problems)
    {
        if (text.Length > MaxLength)
        {
            problems.Error("", 0, 0,
                $"the file has {text.Length:N0} characters; {MaxLength:N0} are read at most, since helm keeps values in a Secret");
            return null;
        }

        // A text may be read several times: what the last reading found counts.
        var found = new ProblemList();
        try
        {
            return GoYaml.Read(text, (parser, _) => new YamlReader(parser, found = new ProblemList()).ReadStream());
        }
        catch (UnreadableException failure)
        {
            found.Error("", failure.Line, failure.Column, failure.Message);
        }
        catch (YamlException failure)
        {
            var (line, column, message) = SyntaxMessages.Explain(text, failure);
            found.Error("", line, column, message);
        }
        finally
        {
            problems.Add(found);
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
            var document = ReadNode(depth: 0);
            parser.Consume<DocumentEnd>();
            if (document is YamlScalar { Value.IsNull: true }) continue;
            if (root is null)
            {
                root = document;
                continue;
            }

            problems.Error("", document.Line, document.Column,
                "a second document begins here; one file holds one: split it at the --- line");
            return null;
        }

        return root;
    }

    private YamlNode ReadNode(int depth)
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
            SequenceStart => ReadList(line, column, depth),
            MappingStart => ReadMap(line, column, depth),
            _ => ScalarReader.Read(parser.Consume<Scalar>(), trail, problems),
        };
        if (anchor is not null) anchors[anchor] = node;
        return node;
    }

    private YamlNode Resolve(AnchorAlias alias, int depth)
    {
        var (line, column) = Place(alias);
        var name = alias.Value.Value;
        if (!anchors.TryGetValue(name, out var node))
            throw new UnreadableException(line, column,
                trail.IsSecret
                    ? "a value that begins with * names an anchor, and none of that name is defined above; put the value in quotes"
                    : $"*{name} names an anchor that is not defined above; write &{name} before the value it stands for");
        if (node is null) throw new UnreadableException(line, column, $"*{name} stands inside its own anchor &{name}, which has no end");
        if (depth + node.Height > MaxDepth)
            throw new UnreadableException(line, column, $"the file is nested more than {MaxDepth} levels deep");
        Count(node.Size, line, column);
        // A copy at each place: what a check makes of a value under one key need not hold under another.
        return node.Copy();
    }

    private void Count(int nodes, int line, int column)
    {
        count += nodes;
        if (count > MaxNodes)
            throw new UnreadableException(line, column,
                $"the file has more than {MaxNodes:N0} values, with each alias (*name) written out; make it smaller");
    }

    private YamlList ReadList(int line, int column, int depth)
    {
        parser.Consume<SequenceStart>();
        var list = new YamlList(line, column);
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            trail.Enter(list.Items.Count);
            list.Add(ReadNode(depth + 1));
            trail.Leave();
        }

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
            var name = (key as YamlScalar)?.Value.AsKey();
            trail.Enter(name ?? "");
            var value = ReadNode(depth + 1);
            if (isMerge) merges.Add(value);
            else Add(map, key, name, value);
            trail.Leave();
        }

        foreach (var merge in merges) Merge(map, merge);
        return map;
    }

    private void Add(YamlMap map, YamlNode key, string? name, YamlNode value)
    {
        if (name is null)
            problems.Error(trail.ToString(), key.Line, key.Column, SyntaxMessages.NoKey(key));
        else if (!map.TryAdd(new YamlEntry(name, key.Line, key.Column, value)))
            problems.Error(trail.ToString(), key.Line, key.Column,
                $"the key stands twice in the same place, first in line {map.Find(name)!.Line}; keep one");
    }

    /// <summary><c>&lt;&lt;: *name</c>: the keys that the mapping does not have itself.</summary>
    private void Merge(YamlMap map, YamlNode merge)
    {
        foreach (var source in merge is YamlList list ? list.Items : [merge])
        {
            if (source is not YamlMap other)
            {
                problems.Error(trail.ToString(), source.Line, source.Column,
                    $"<< takes the keys of a mapping, such as <<: *name; here stands {source.Kind()}");
                return;
            }

            foreach (var entry in other.Entries) map.TryAdd(entry);
        }
    }

    private static (int Line, int Column) Place(ParsingEvent at) => ((int)at.Start.Line, (int)at.Start.Column);
}
