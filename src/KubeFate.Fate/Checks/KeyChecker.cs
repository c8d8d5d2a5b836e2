using KubeFate.Fate.Forms;
using KubeFate.Fate.Keys;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>Holds the whole file against the key catalogue: keys nobody reads warn, values of the wrong kind stop.</summary>
internal sealed class KeyChecker(CheckContext context, KeySpec catalog)
{
    private readonly ValueChecker values = new(context);

    public void Check() => CheckMap("", context.File, catalog);

    public static string ListNeeded(YamlNode node) =>
        $"a list is needed, each item on a line of its own after \"- \"; here stands {node.Describe()}";

    private void CheckMap(string path, YamlMap map, KeySpec spec)
    {
        foreach (var entry in map.Entries) CheckEntry(Join(path, entry.Key), map, entry, spec);
        foreach (var (name, key) in spec.Keys!)
        {
            if (!key.Required || map[name] is not (null or YamlScalar { Value.IsNull: true })) continue;
            if (path.Length > 0) context.Error(Join(path, name), map, $"the key {name} is missing here");
            else if (name != "modules" || !context.IsSkipped(name)) context.Problems.Error(name, 0, 0, $"the key {name} is missing{WhatToWrite(name)}");
        }

        if (map["requests"] is YamlMap requests && map["limits"] is YamlMap limits) ResourceCheck.Compare(context, path, requests, limits);
    }

    /// <summary>For keys of the whole file, which are missing in no line.</summary>
    private string WhatToWrite(string name) => name switch
    {
        "partyId" => "; write the number by which the other parties know this one, such as partyId: 9999",
        "modules" => $"; {context.ReleaseName} has {string.Join(", ", context.Release!.Modules.Keys)}",
        _ => "",
    };

    private void CheckEntry(string path, YamlMap map, YamlEntry entry, KeySpec parent)
    {
        if (context.IsSkipped(entry.Key, path)) return;
        var spec = parent.Keys!.GetValueOrDefault(entry.Key) ?? parent.Keys!.GetValueOrDefault(KeySpec.Wildcard);
        if (spec is null)
        {
            context.Warning(path, entry, Unknown(entry.Key, parent));
            return;
        }

        if (!spec.IsReadBy(context.Number))
        {
            NotRead(path, entry, spec);
            return;
        }

        CheckValue(path, map, entry.Value, spec);
        if (spec.Unread is { } other && HasEffect(entry.Value))
            context.Warning(path, entry, $"the chart makes no use of this key for {context.ReleaseName}; {Cure(other)}");
    }

    /// <summary>Nothing and false change nothing, whoever reads them.</summary>
    private static bool HasEffect(YamlNode node) => node switch
    {
        YamlScalar scalar => scalar.Value.Kind switch
        {
            ScalarKind.Null => false,
            ScalarKind.Boolean => scalar.Value.Boolean,
            _ => true,
        },
        YamlMap map => map.Entries.Any(entry => HasEffect(entry.Value)),
        YamlList list => list.Items.Any(HasEffect),
        _ => true,
    };

    private void NotRead(string path, YamlEntry entry, KeySpec spec)
    {
        if (OtherGateway.Is(context, path))
        {
            context.Error(path, entry, OtherGateway.SectionMessage(context, path));
            return;
        }

        var reason = spec.Because is null ? "" : $": {spec.Because}";
        context.Warning(path, entry, $"{context.ReleaseName} does not read this key{reason}; {Cure(spec.Instead ?? "")}");
    }

    private static string Cure(string other) => other.Length > 0 ? $"write {other} instead" : "leave it out";

    private void CheckValue(string path, YamlMap section, YamlNode node, KeySpec spec)
    {
        // Nothing, and an empty text, mean "the default" to the charts.
        if (node is YamlScalar { Value.IsNull: true } or YamlScalar { Text: "" })
        {
            ValueChecker.ClearUnlessText((YamlScalar)node, spec);
        }
        else if (spec.Items is { } items)
        {
            CheckList(path, section, node, items);
        }
        else if (spec.Keys is not null)
        {
            if (node is YamlMap map) CheckMap(path, map, spec);
            else context.Error(path, node, $"a mapping is needed, with keys such as {Sample(spec)}; here stands {node.Describe()}");
        }
        else
        {
            values.Check(path, section, node, spec);
        }
    }

    private void CheckList(string path, YamlMap section, YamlNode node, KeySpec items)
    {
        if (node is not YamlList list)
        {
            context.Error(path, node, ListNeeded(node));
            return;
        }

        for (var i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i] is YamlScalar { Value.IsNull: true } or YamlScalar { Text: "" })
                context.Error($"{path}[{i}]", list.Items[i], "this item of the list is empty; leave it out");
            else
                CheckValue($"{path}[{i}]", section, list.Items[i], items);
        }
    }

    private string Unknown(string key, KeySpec parent)
    {
        var siblings = parent.Keys!.Where(child => child.Value.IsReadBy(context.Number)).Select(child => child.Key);
        var hint = Nearest.Hint(key, siblings);
        if (hint.Length == 0) hint = Home(key);
        if (hint.Length == 0) hint = "; leave it out, or name it in skippedKeys if the chart is yours";
        return $"{context.ReleaseName} does not read this key{hint}";
    }

    /// <summary>Names the sections that have the key, those of the release's own modules before others.</summary>
    private string Home(string key)
    {
        var homes = KeyHomes.Of(catalog, key, context.Number);
        if (homes.Count == 0) return "";
        var near = homes.OrderBy(home => context.Release!.Modules.ContainsKey(home.Split('.', '[')[0]) ? 0 : 1).Take(2);
        return $"; it belongs in {string.Join(" or ", near)}";
    }

    private static string Sample(KeySpec spec) =>
        string.Join(", ", spec.Keys!.Keys.Where(key => key is not KeySpec.Wildcard).Take(3).DefaultIfEmpty("cpu"));

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
