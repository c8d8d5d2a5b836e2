using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Releases;

/// <summary>A mapping of a release file, read by key; a key of the wrong kind throws and names itself.</summary>
internal sealed class ReleaseNode(string path, YamlNode? node)
{
    private readonly YamlMap map = node as YamlMap ?? throw new InvalidDataException($"{path}: a mapping is needed");

    public string? OptionalText(string key) => map[key] switch
    {
        null => null,
        // As written: a tag such as 8.0 is no number.
        YamlScalar { Value.IsNull: false } scalar => scalar.Text,
        _ => throw new InvalidDataException($"{path}.{key}: a text is needed"),
    };

    public string Text(string key) => OptionalText(key) ?? throw Missing(key);

    public int? Number(string key) => map[key] switch
    {
        null => null,
        YamlScalar { Value.Kind: ScalarKind.Integer } scalar => (int)scalar.Value.Integer,
        _ => throw new InvalidDataException($"{path}.{key}: a number is needed"),
    };

    public bool Flag(string key) => map[key] switch
    {
        null => false,
        YamlScalar { Value.Kind: ScalarKind.Boolean } scalar => scalar.Value.Boolean,
        _ => throw new InvalidDataException($"{path}.{key}: true or false is needed"),
    };

    public IReadOnlyList<string> Texts(string key) =>
        [.. List(key).Select(item => (item as YamlScalar)?.Text ?? throw new InvalidDataException($"{path}.{key}: texts are needed"))];

    public IEnumerable<ReleaseNode> Items(string key) => List(key).Select((item, index) => new ReleaseNode($"{path}.{key}[{index}]", item));

    public IEnumerable<(string Name, ReleaseNode Node)> Named(string key)
    {
        var section = map[key] as YamlMap ?? throw Missing(key);
        return section.Entries.Select(entry => (entry.Key, new ReleaseNode($"{path}.{key}.{entry.Key}", entry.Value)));
    }

    /// <summary>The keys whose values are scalars.</summary>
    public IReadOnlyDictionary<string, string> Scalars() =>
        map.Entries.Where(entry => entry.Value is YamlScalar)
            .ToDictionary(entry => entry.Key, entry => ((YamlScalar)entry.Value).Text, StringComparer.Ordinal);

    public InvalidDataException Missing(string key) => new($"{path}.{key} is missing");

    private IReadOnlyList<YamlNode> List(string key) => map[key] switch
    {
        null => [],
        YamlList list => list.Items,
        _ => throw new InvalidDataException($"{path}.{key}: a list is needed"),
    };
}
