using System.Text;
using KubeFate.Fate.Keys;
using KubeFate.Fate.Yaml;
using KubeFate.Testing;

namespace KubeFate.Fate.Tests.Docs;

/// <summary>The reference of cluster.yaml for one chart, from its key catalogue, the sentences, and the chart's own defaults.</summary>
internal sealed class KeyPage
{
    private readonly string chart;
    private readonly Meanings meanings;
    private readonly YamlMap? defaults;
    private readonly IReadOnlyList<FateRelease> releases;
    private readonly Dictionary<KeyGroup, string> groups = [];

    private KeyPage(string chart)
    {
        this.chart = chart;
        meanings = Meanings.Of(chart);
        releases = [.. FateReleases.NewestFirst(chart).Reverse()];
        var values = Path.Combine(Repository.Root, "charts", chart, "values.yaml");
        defaults = File.Exists(values) ? YamlReader.Read(File.ReadAllText(values), new ProblemList()) as YamlMap : null;
    }

    public static string Write(string chart) => new KeyPage(chart).Write();

    /// <summary>Every path of the chart's catalogue.</summary>
    public static IReadOnlyList<string> Paths(string chart) => [.. KeyRow.Of(KeyCatalog.Find(chart)!, "", "", FateReleases.NewestFirst(chart)).SelectMany(row => row.All).Select(row => row.Path)];

    private string Write()
    {
        var rows = KeyRow.Of(KeyCatalog.Find(chart)!, "", "", releases);
        var sections = new StringBuilder();
        foreach (var section in rows.Where(IsSection)) Section(sections, section);
        var text = new StringBuilder($"""
            {GeneratedDocs.Mark}
            # cluster.yaml of the chart {chart}, key by key

            Releases: {string.Join(", ", releases.Select(release => release.Version))}. Where the column *releases* names none, all of them read the key. **\*** is a key that must be there when its
            mapping is. `a[].b` is the key `b` of each item of the list `a`; `*` stands for any key. How the file is read and checked: [../cluster-yaml.md](../cluster-yaml.md).

            ## Top level


            """);
        Table(text, rows.Where(row => !IsSection(row)).SelectMany(row => row.All));
        foreach (var (group, table) in groups.OrderBy(entry => meanings.Groups.ToList().IndexOf(entry.Key))) text.Append($"\n## {group.Title}\n\n{table}");
        return text.Append(sections).ToString();
    }

    private static bool IsSection(KeyRow row) => row.Spec.Items is null && row.Below.Count > 1;

    private void Section(StringBuilder text, KeyRow section)
    {
        text.Append($"\n## {section.Path}\n\n{Meaning(section)}{(section.Releases.Length > 0 ? $" Releases: {section.Releases}." : "")}{Shared(section, out var own)}\n");
        if (own.Count == 0) return;
        text.Append('\n');
        Table(text, own.Select(row => Below(row, section.Path.Length + 1)));
    }

    // The name of the section stands above its table.
    private static KeyRow Below(KeyRow row, int cut) => row with { Shown = row.Shown[cut..], Below = [.. row.Below.Select(below => Below(below, cut))] };

    /// <summary>Which groups the mapping has, told once, and what it has besides.</summary>
    private string Shared(KeyRow mapping, out IReadOnlyList<KeyRow> own)
    {
        var shared = meanings.Groups.Where(group => Has(mapping, group)).ToList();
        var covered = shared.SelectMany(group => group.Keys.Keys).Select(key => $"{mapping.Path}.{key}").ToHashSet(StringComparer.Ordinal);
        own = [.. mapping.Below.SelectMany(row => WithoutGroups(row, covered))];
        return shared.Count == 0 ? "" : $" Also the keys of {string.Join(", ", shared.Select(group => $"[{Lower(group.Title)}](#{group.Title.ToLowerInvariant().Replace(' ', '-')})"))}.";
    }

    private IEnumerable<KeyRow> WithoutGroups(KeyRow row, HashSet<string> covered)
    {
        if (covered.Contains(row.Path)) yield break;
        yield return row;
        var inner = row.Below.Count > 0 ? meanings.Groups.Where(group => Has(row, group)).SelectMany(group => group.Keys.Keys).Select(key => $"{row.Path}.{key}").ToHashSet(StringComparer.Ordinal) : [];
        foreach (var below in row.Below.SelectMany(below => WithoutGroups(below, inner))) yield return below;
    }

    /// <summary>Whether the mapping has all keys of the group, and just as the first mapping that had them.</summary>
    private bool Has(KeyRow mapping, KeyGroup group)
    {
        var all = mapping.Below.SelectMany(row => row.All).ToDictionary(row => row.Path, StringComparer.Ordinal);
        var rows = group.Keys.Keys.Select(key => all.GetValueOrDefault($"{mapping.Path}.{key}")).ToList();
        if (rows.Exists(row => row is null) || rows.Exists(row => meanings.Find(row!.Path) != group.Keys[row.Path[(mapping.Path.Length + 1)..]])) return false;
        var table = new StringBuilder();
        Table(table, rows.Select(row => Below(row!, mapping.Shown.Length + 1)));
        if (groups.TryAdd(group, table.ToString())) return true;
        return groups[group] == table.ToString();
    }

    private void Table(StringBuilder text, IEnumerable<KeyRow> rows)
    {
        text.Append("| key | value | releases | meaning |\n|---|---|---|---|\n");
        foreach (var row in rows) text.Append($"| `{row.Shown}`{(row.Spec.Required ? " \\*" : "")} | {KeyWords.Of(row.Spec)} | {row.Releases} | {Meaning(row)}{(row.Below.Count > 0 ? Shared(row, out _) : "")} |\n");
    }

    private string Meaning(KeyRow row)
    {
        var sentence = meanings.Find(row.Path) ?? "(not explained)";
        if (!sentence.Contains("default", StringComparison.Ordinal) && Default(row.Path) is { } value) sentence += $"; default `{value}`";
        if (row.Spec.Unread is { } instead) sentence += $". It has no effect here{(instead.Length > 0 && instead != "true" ? $": write {instead} instead" : "")}";
        return sentence.Replace("|", "\\|", StringComparison.Ordinal) + ".";
    }

    private string? Default(string path)
    {
        YamlNode? node = defaults;
        foreach (var part in path.Split('.')) node = (node as YamlMap)?[part];
        return node is YamlScalar { Value.IsNull: false, Text.Length: > 0 } scalar ? scalar.Text : null;
    }

    private static string Lower(string title) => char.ToLowerInvariant(title[0]) + title[1..];
}
