using System.Text.RegularExpressions;
using KubeFate.Fate.Keys;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>Compares a file with the example of its chart, key by key.</summary>
internal sealed partial class ExampleCheck
{
    /// <summary>Keys of KubeFATE's own, which no example needs to show.</summary>
    private static readonly string[] Ours = ["name", "namespace", "chartName", "chartVersion", "skippedKeys", "timeLimit"];

    /// <summary>Examples of older FATE charts show a part of their keys only; the original does not compare with them either.</summary>
    private static readonly ReleaseNumber FirstWholeExample = new(1, 9, 0);

    private readonly YamlMap file;
    private readonly ProblemList problems;
    private readonly HashSet<string> known;

    public ExampleCheck(YamlMap file, string example, ProblemList problems)
    {
        this.file = file;
        this.problems = problems;
        // An example shows keys that are off as comments. What stands below such a key is not told from prose, so it is let through.
        known = [.. Commented().Matches(example).Select(match => match.Groups["key"].Value)];
        if (file["skippedKeys"] is YamlList skipped) known.UnionWith(skipped.Items.OfType<YamlScalar>().Select(item => item.Text));
    }

    public void Check(YamlMap example)
    {
        if (!IsPartial()) Compare("", file, example);
    }

    private bool IsPartial() =>
        file["chartName"] is YamlScalar { Text: "fate" or "fate-exchange" or "fate-serving" }
        && file["chartVersion"] is YamlScalar version && ReleaseNumber.Parse(version.Text)?.IsBefore(FirstWholeExample) == true;

    private void Compare(string path, YamlNode node, YamlNode example)
    {
        switch (node, example)
        {
            case (YamlMap map, YamlMap { Entries.Count: > 0 } shown):
                foreach (var entry in map.Entries) Compare(path, entry, shown);
                break;
            case (YamlList list, YamlList { Items: [var shown, ..] }):
                for (var i = 0; i < list.Items.Count; i++) Compare($"{path}[{i}]", list.Items[i], shown);
                break;
            case (YamlScalar { Value.IsNull: true }, _) or (_, YamlScalar { Value.IsNull: true }) or (YamlScalar { Text: "" }, _):
                break;
            case (YamlScalar scalar, YamlScalar shown) when Kind(scalar) == Kind(shown) || Kind(shown) == ScalarKind.Text:
                break;
            case (YamlMap, YamlMap) or (YamlList, YamlList):
                break;
            default:
                problems.Warning(path, node.Line, node.Column, $"may not match the type: here stands {node.Describe()}, in the chart's example {example.Describe()}");
                break;
        }
    }

    private void Compare(string path, YamlEntry entry, YamlMap example)
    {
        var name = path.Length == 0 ? entry.Key : $"{path}.{entry.Key}";
        if (known.Contains(entry.Key) || known.Contains(name) || (path.Length == 0 && Ours.Contains(entry.Key, StringComparer.Ordinal))) return;
        if (example[entry.Key] is { } shown)
            Compare(name, entry.Value, shown);
        else
            problems.Warning(name, entry.Line, entry.Column, "may be redundant: the chart's example does not have this key; correct it, leave it out, or name it in skippedKeys");
    }

    private static ScalarKind Kind(YamlScalar scalar) => scalar.Value.Kind == ScalarKind.Real ? ScalarKind.Integer : scalar.Value.Kind;

    [GeneratedRegex(@"^\s*#[#\s]*(?:-\s+)?(?<key>[A-Za-z_][A-Za-z0-9_.-]*)\s*:(?:\s|$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Commented();
}
