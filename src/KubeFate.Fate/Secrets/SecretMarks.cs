using KubeFate.Fate.Keys;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Secrets;

/// <summary>
/// Marks the scalars that no message may repeat, before anything is checked: those under names of secrets, and, by kind, those that stand where a mapping
/// belongs which holds secrets (<c>mysql: hunter2</c>).
/// </summary>
internal static class SecretMarks
{
    /// <summary>By the names of the keys.</summary>
    public static void Mark(YamlNode node)
    {
        if (node is YamlList list)
        {
            foreach (var item in list.Items) Mark(item);
        }

        if (node is not YamlMap map) return;
        foreach (var entry in map.Entries)
        {
            if (IsSecret(entry, map)) Hide(entry.Value);
            else Mark(entry.Value);
        }
    }

    /// <summary>By what the chart's keys are.</summary>
    public static void Mark(YamlNode node, KeySpec spec)
    {
        if (node is YamlScalar && (spec.Type == KeyType.Secret || HoldsSecrets(spec))) Hide(node);
        else if (node is YamlList list && spec.Items is { } items)
        {
            foreach (var item in list.Items) Mark(item, items);
        }
        else if (node is YamlMap map)
        {
            if (spec.Type == KeyType.Secret) Hide(map);
            foreach (var entry in map.Entries)
            {
                if ((spec.Keys?.GetValueOrDefault(entry.Key) ?? spec.Keys?.GetValueOrDefault(KeySpec.Wildcard)) is { } child) MarkEntry(entry, child);
            }
        }
    }

    /// <summary>By the example of a chart that we do not know.</summary>
    public static void Mark(YamlNode node, YamlNode example)
    {
        if (node is YamlScalar && example is not YamlScalar && HoldsSecrets(example)) Hide(node);
        if (node is YamlList list && example is YamlList { Items: [var shown, ..] })
        {
            foreach (var item in list.Items) Mark(item, shown);
        }

        if (node is not YamlMap map || example is not YamlMap keys) return;
        foreach (var entry in map.Entries)
        {
            if (keys[entry.Key] is { } child) Mark(entry.Value, child);
        }
    }

    // imagePullSecrets: hunter2. A name of a secret is told, but not where a list of them belongs.
    private static void MarkEntry(YamlEntry entry, KeySpec spec)
    {
        Mark(entry.Value, spec);
        if ((spec.Items ?? spec).Keys is null || !SecretNames.Mentions(entry.Key)) return;
        foreach (var item in entry.Value is YamlList list ? list.Items : [entry.Value]) if (item is YamlScalar) Hide(item);
    }

    private static bool IsSecret(YamlEntry entry, YamlMap among) => entry.Key == "value"
        ? (among["name"] ?? among["key"]) is YamlScalar name && SecretNames.IsSecret(name.Text)
        : entry.Key != "key" && (SecretNames.IsSecret(entry.Key) || (entry.Key == "auth" && entry.Value is YamlScalar));

    private static bool HoldsSecrets(KeySpec spec) => spec.Type == KeyType.Secret || (spec.Items is { } items && HoldsSecrets(items)) || (spec.Keys?.Values.Any(HoldsSecrets) ?? false);

    private static bool HoldsSecrets(YamlNode example) => example switch
    {
        YamlMap map => map.Entries.Any(entry => IsSecret(entry, map) || HoldsSecrets(entry.Value)),
        YamlList list => list.Items.Any(HoldsSecrets),
        _ => false,
    };

    private static void Hide(YamlNode node)
    {
        switch (node)
        {
            case YamlScalar scalar:
                scalar.IsSecret = true;
                break;
            case YamlList list:
                foreach (var item in list.Items) Hide(item);
                break;
            case YamlMap map:
                foreach (var entry in map.Entries) Hide(entry.Value);
                break;
        }
    }
}
