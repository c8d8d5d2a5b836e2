using System.Collections.Concurrent;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Keys;

/// <summary>The keys that cluster.yaml may have, by chart; read from embedded data when a chart is first asked for.</summary>
internal static class KeyCatalog
{
    private static readonly ConcurrentDictionary<string, KeySpec?> Known = new(StringComparer.Ordinal);

    /// <summary>The root mapping of the chart's keys; null for a chart that we do not know.</summary>
    public static KeySpec? Find(string chart) => Known.GetOrAdd(chart, Load);

    /// <summary>Reads a catalogue's text into its root mapping.</summary>
    /// <exception cref="InvalidDataException">The data, which is ours, is wrong; the message names the key.</exception>
    public static KeySpec Read(string text)
    {
        var problems = new ProblemList();
        var root = YamlReader.Read(text, problems) as YamlMap;
        if (problems.HasErrors) throw new InvalidDataException(problems.InOrder()[0].Format("key catalogue"));
        return root?["keys"] is YamlMap keys ? Mapping("keys", keys) : throw new InvalidDataException("key catalogue: keys is missing");
    }

    // An anchor ends with its document: what the charts share is read before each, as the beginning of it.
    private static KeySpec? Load(string chart) => Text(chart) is { } keys ? Read($"{Text("_shapes")}\n{keys}") : null;

    private static string? Text(string name)
    {
        using var stream = typeof(KeyCatalog).Assembly.GetManifestResourceStream($"keys/{name}.yaml");
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static KeySpec Mapping(string path, YamlMap map)
    {
        var keys = new Dictionary<string, KeySpec>(StringComparer.Ordinal);
        foreach (var entry in map.Entries)
        {
            var required = entry.Key.EndsWith('!');
            var name = required ? entry.Key[..^1] : entry.Key;
            var isList = name.EndsWith("[]", StringComparison.Ordinal);
            if (isList) name = name[..^2];
            keys.Add(name, Scoped($"{path}.{name}", entry.Value, isList) with { Required = required });
        }

        return new KeySpec { Keys = keys };
    }

    private static KeySpec Scoped(string path, YamlNode node, bool isList)
    {
        if (node is not YamlMap map || map["is"] is not { } inner) return Listed(Value(path, node), isList);
        return Listed(Value(path, inner), isList) with
        {
            Since = Release(path, map["since"]),
            Until = Release(path, map["until"]),
            Instead = (map["instead"] as YamlScalar)?.Text,
            Because = (map["because"] as YamlScalar)?.Text,
            Unread = map["unread"] is YamlScalar unread ? unread.Value.Text : null,
        };
    }

    private static KeySpec Listed(KeySpec spec, bool isList) => isList ? new KeySpec { Items = spec } : spec;

    private static KeySpec Value(string path, YamlNode node) => node switch
    {
        YamlMap map => Mapping(path, map),
        YamlList words => new KeySpec { Words = [.. words.Items.Cast<YamlScalar>().Select(word => word.Text)] },
        YamlScalar type when Enum.TryParse<KeyType>(type.Text, ignoreCase: true, out var known) => new KeySpec { Type = known },
        _ => throw new InvalidDataException($"key catalogue: {path}: {node.Describe()} is no type"),
    };

    private static ReleaseNumber? Release(string path, YamlNode? node) => node switch
    {
        null => null,
        YamlScalar scalar when ReleaseNumber.Parse(scalar.Text) is { } number => number,
        _ => throw new InvalidDataException($"key catalogue: {path}: {node.Describe()} is no release"),
    };
}
