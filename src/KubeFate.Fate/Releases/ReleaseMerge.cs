using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Releases;

/// <summary>
/// Lays a release over its line as the charts' templates do (fate.release): mappings are merged, anything else is replaced; an empty text or
/// list, false and null replace nothing. What the nearer file names comes first, in its order.
/// </summary>
internal static class ReleaseMerge
{
    public static YamlMap Over(YamlMap line, YamlMap release)
    {
        var merged = new YamlMap(release.Line, release.Column);
        foreach (var entry in release.Entries) merged.TryAdd(entry with { Value = Over(line[entry.Key], entry.Value) });
        foreach (var entry in line.Entries) merged.TryAdd(entry);
        return merged;
    }

    private static YamlNode Over(YamlNode? line, YamlNode release) => (line, release) switch
    {
        (null, _) => release,
        (YamlMap below, YamlMap above) => Over(below, above),
        _ when IsEmpty(release) => line,
        _ => release,
    };

    private static bool IsEmpty(YamlNode node) => node switch
    {
        YamlScalar scalar => scalar.Value.IsNull || scalar.Text.Length == 0 || scalar.Value is { Kind: ScalarKind.Boolean, Boolean: false },
        YamlList list => list.Items.Count == 0,
        _ => false,
    };
}
