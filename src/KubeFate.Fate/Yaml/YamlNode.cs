namespace KubeFate.Fate.Yaml;

/// <summary>A value of a YAML document that knows where it was written.</summary>
internal abstract class YamlNode(int line, int column)
{
    /// <summary>1-based.</summary>
    public int Line { get; } = line;

    /// <summary>1-based.</summary>
    public int Column { get; } = column;

    /// <summary>How many nodes this one is when every alias is written out; kept small enough by <see cref="YamlReader"/>.</summary>
    public int Size { get; protected set; } = 1;

    /// <summary>How many levels lie below this one.</summary>
    public int Height { get; protected set; }

    /// <summary>The same values at the same places, independent of this node.</summary>
    public abstract YamlNode Copy();

    protected void Contain(YamlNode child)
    {
        Size = (int)Math.Min(int.MaxValue, (long)Size + child.Size);
        Height = Math.Max(Height, child.Height + 1);
    }
}

/// <summary>A scalar with the text it was written as.</summary>
internal sealed class YamlScalar(int line, int column, string text, ScalarValue value) : YamlNode(line, column)
{
    /// <summary>The text as written, without quotes: <c>1.10</c> where <see cref="Value"/> is the number 1.1.</summary>
    public string Text { get; } = text;

    /// <summary>What the text means; a check may set it to what its key means (a number in quotes to the number).</summary>
    public ScalarValue Value { get; set; } = value;

    /// <summary>A secret stands or may stand here: no message repeats it.</summary>
    public bool IsSecret { get; set; }

    public override YamlScalar Copy() => new(Line, Column, Text, Value) { IsSecret = IsSecret };
}

/// <summary>A sequence.</summary>
internal sealed class YamlList(int line, int column) : YamlNode(line, column)
{
    private readonly List<YamlNode> items = [];

    public IReadOnlyList<YamlNode> Items => items;

    public void Add(YamlNode item)
    {
        items.Add(item);
        Contain(item);
    }

    public override YamlList Copy()
    {
        var copy = new YamlList(Line, Column);
        foreach (var item in items) copy.Add(item.Copy());
        return copy;
    }
}

/// <summary>A mapping whose keys are unique texts, in the order of the file.</summary>
internal sealed class YamlMap(int line, int column) : YamlNode(line, column)
{
    private readonly List<YamlEntry> entries = [];
    private readonly Dictionary<string, YamlEntry> byKey = new(StringComparer.Ordinal);

    public IReadOnlyList<YamlEntry> Entries => entries;

    public YamlNode? this[string key] => byKey.GetValueOrDefault(key)?.Value;

    public YamlEntry? Find(string key) => byKey.GetValueOrDefault(key);

    /// <summary>Adds the entry; false, without a change, when the key is taken.</summary>
    public bool TryAdd(YamlEntry entry)
    {
        if (!byKey.TryAdd(entry.Key, entry)) return false;
        entries.Add(entry);
        Contain(entry.Value);
        return true;
    }

    public override YamlMap Copy()
    {
        var copy = new YamlMap(Line, Column);
        foreach (var entry in entries) copy.TryAdd(entry with { Value = entry.Value.Copy() });
        return copy;
    }
}

/// <summary>A key, where it was written, and its value.</summary>
internal sealed record YamlEntry(string Key, int Line, int Column, YamlNode Value);
