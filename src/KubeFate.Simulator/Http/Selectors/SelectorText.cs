namespace KubeFate.Simulator.Http.Selectors;

internal static class SelectorText
{
    /// <summary>The requirements between the commas that stand outside parentheses.</summary>
    public static IEnumerable<string> Split(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) yield break;
        var (start, depth) = (0, 0);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] == '(') depth++;
            if (at < text.Length && text[at] == ')') depth--;
            if (at < text.Length && (text[at] != ',' || depth > 0)) continue;
            if (text[start..at].Trim() is { Length: > 0 } part) yield return part;
            start = at + 1;
        }
    }
}
