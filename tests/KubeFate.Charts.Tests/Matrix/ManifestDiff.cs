using System.Text;

namespace KubeFate.Charts.Tests.Matrix;

/// <summary>What one rendering has that another has not, object by object: short enough to keep, and to read.</summary>
internal static class ManifestDiff
{
    private const int Context = 1;

    public static string Of(string before, string after)
    {
        var old = Objects(before);
        var @new = Objects(after);
        var text = new StringBuilder();
        foreach (var title in old.Keys.Union(@new.Keys).Order(StringComparer.Ordinal))
        {
            if (!@new.ContainsKey(title))
            {
                text.Append("=== ").Append(title).Append(" goes\n");
                continue;
            }

            var lines = Lines(old.GetValueOrDefault(title, []), @new[title]);
            if (lines.All(line => line.Sign == ' ')) continue;
            text.Append("=== ").Append(title).Append(old.ContainsKey(title) ? "\n" : " comes\n");
            Hunks(text, lines);
        }

        return text.ToString();
    }

    private static Dictionary<string, string[]> Objects(string manifests) =>
        manifests.Split("---\n", StringSplitOptions.RemoveEmptyEntries).Select(document => document.TrimEnd().Split('\n'))
            .Where(lines => lines.Any(line => line.StartsWith("kind:", StringComparison.Ordinal)))
            .ToDictionary(lines => $"{Field(lines, "kind: ")} {Field(lines, "  name: ")}", StringComparer.Ordinal);

    private static string Field(string[] lines, string key) => lines.First(line => line.StartsWith(key, StringComparison.Ordinal))[key.Length..].Trim('"');

    private static void Hunks(StringBuilder text, List<(char Sign, string Text)> lines)
    {
        var last = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            var from = Math.Max(0, i - Context);
            if (lines.Skip(from).Take(i + Context + 1 - from).All(line => line.Sign == ' ')) continue;
            if (last != i - 1) text.Append("@@\n");
            text.Append((lines[i].Sign + lines[i].Text).TrimEnd()).Append('\n');
            last = i;
        }
    }

    /// <summary>By the longest common subsequence.</summary>
    private static List<(char Sign, string Text)> Lines(string[] a, string[] b)
    {
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var lines = new List<(char, string)>();
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j]) (i, j) = Add(lines, ' ', a[i], i + 1, j + 1);
            else if (j == b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1])) (i, j) = Add(lines, '-', a[i], i + 1, j);
            else (i, j) = Add(lines, '+', b[j], i, j + 1);
        }

        return lines;
    }

    private static (int I, int J) Add(List<(char Sign, string Text)> lines, char sign, string text, int i, int j)
    {
        lines.Add((sign, text));
        return (i, j);
    }
}
