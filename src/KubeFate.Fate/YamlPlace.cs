using System.Globalization;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate;

/// <summary>Finds where a key was written, for a problem that somebody else found and that names the key alone.</summary>
public static class YamlPlace
{
    /// <summary>The line of a key such as <c>rollsite.nodePort</c> or <c>modules[2]</c>, or of the innermost part of it that is there; 0 when there is none.</summary>
    public static int LineOf(string text, string path)
    {
        var node = YamlReader.Read(text, new ProblemList());
        var line = 0;
        foreach (var part in path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            (node, var found) = Step(node, part);
            if (node is null) break;
            line = found;
        }

        return line;
    }

    private static (YamlNode? Node, int Line) Step(YamlNode? node, string part) => node switch
    {
        YamlMap map when map.Find(part) is { } entry => (entry.Value, entry.Line),
        YamlList list when part is ['[', .. var index, ']'] && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number < list.Items.Count => (list.Items[number], list.Items[number].Line),
        _ => (null, 0),
    };
}
