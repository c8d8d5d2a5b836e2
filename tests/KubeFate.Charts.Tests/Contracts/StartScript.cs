using System.Text.RegularExpressions;

namespace KubeFate.Charts.Tests.Contracts;

/// <summary>
/// What a container's command says of files, as far as our charts write shell: variables (<c>name=value</c>), and files that are copied, linked,
/// moved or written through a filter.
/// </summary>
internal sealed partial class StartScript
{
    private readonly Dictionary<string, string> variables;
    private readonly string folder;
    private readonly List<(string From, string To)> copies = [];

    public StartScript(string text, IReadOnlyDictionary<string, string> environment, string workingFolder)
    {
        Text = text;
        variables = new(environment, StringComparer.Ordinal);
        folder = workingFolder;
        foreach (var line in text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Select(line => line.Trim()).Where(line => !line.StartsWith('#'))) Read(line);
    }

    public string Text { get; }

    /// <summary>Where each file ends up that the command writes from another.</summary>
    public IReadOnlyList<(string From, string To)> Copies => copies;

    /// <summary>The folder that the command was in at its end.</summary>
    public string Folder { get; private set; } = "";

    /// <summary>The text with its variables put in; a variable that nobody set stays as it is.</summary>
    public string Expand(string text) =>
        Variable().Replace(text, found => variables.GetValueOrDefault(found.Groups["name"].Value, found.Value));

    /// <summary>The path, from the root on.</summary>
    public string Absolute(string path)
    {
        var expanded = Expand(path.Trim('"', '\''));
        return expanded.StartsWith('/') || expanded.StartsWith('$') ? expanded : $"{(Folder.Length > 0 ? Folder : folder)}/{expanded}";
    }

    private void Read(string line)
    {
        if (Assignment().Match(line) is { Success: true } set) variables[set.Groups["name"].Value] = Expand(set.Groups["value"].Value.Trim('"'));
        if (line.StartsWith("cd ", StringComparison.Ordinal)) Folder = Absolute(line[3..]);
        if (Copy().Match(line) is { Success: true } copy) Add(copy);
        if (Filter().Match(line) is { Success: true } filter) Add(filter);
    }

    private void Add(Match found)
    {
        var from = Absolute(found.Groups["from"].Value);
        // A file that was itself written here leads on to where it came from.
        var origin = copies.Find(copy => copy.To == from).From ?? from;
        if (found.Value.StartsWith("mv ", StringComparison.Ordinal)) copies.RemoveAll(copy => copy.To == from);
        copies.Add((origin, Absolute(found.Groups["to"].Value)));
    }

    [GeneratedRegex(@"\$\{?(?<name>[A-Za-z_][A-Za-z0-9_]*)(:[-?][^}]*)?\}?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(?<name>[A-Za-z_][A-Za-z0-9_]*)=(?<value>[^ (]*|""[^""]*"")$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Assignment();

    // cp a b, ln -sf a b, mv a b
    [GeneratedRegex(@"^(cp|mv|ln -sf?)\s+(?<from>""[^""]+""|\S+)\s+(?<to>""[^""]+""|\S+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Copy();

    // sed … a > b, and done < a > b
    [GeneratedRegex(@"^(sed\s.*\s|done\s+<\s*)(?<from>""[^""]+""|\S+)\s+>\s*(?<to>""[^""]+""|\S+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Filter();
}
