using System.Text.RegularExpressions;

namespace KubeFate.Charts.Tests.Contracts;

/// <summary>
/// A key of a contract: the dotted path, in which <c>*</c> and SERVICE stand for any name, PARTY for a party's number and <c>[]</c> for each of a list.
/// </summary>
internal sealed class ContractPath
{
    private readonly string whole;
    private readonly Regex? pattern;
    private readonly Lazy<Regex[]> above;

    public ContractPath(string text)
    {
        Text = text;
        // A list is asked for as a whole: the end [] says no more than its type.
        whole = text.EndsWith("[]", StringComparison.Ordinal) ? text[..^2] : text;
        pattern = IsPattern(whole) ? Compile(whole) : null;
        var dot = whole.LastIndexOf('.');
        Parent = dot > 0 && IsPattern(whole[..dot]) ? Compile(whole[..dot]) : null;
        above = new(() => [.. Prefixes(text).Select(Compile)]);
    }

    public string Text { get; }

    /// <summary>The sections of which each has the key; null when there is one at most.</summary>
    public Regex? Parent { get; }

    public bool Matches(string path) => pattern?.IsMatch(path) ?? path == whole;

    /// <summary>Whether the key stands somewhere below the path.</summary>
    public bool IsBelow(string path) => above.Value.Any(prefix => prefix.IsMatch(path));

    private static IEnumerable<string> Prefixes(string text)
    {
        for (var at = text.IndexOfAny(['.', '[']); at > 0; at = text.IndexOfAny(['.', '['], at + 1)) yield return text[..at];
    }

    private static bool IsPattern(string text) => ((string[])["*", "PARTY", "SERVICE", "[]"]).Any(part => text.Contains(part, StringComparison.Ordinal));

    private static Regex Compile(string text)
    {
        var escaped = Regex.Escape(text).Replace(@"\[]", @"\[\d+]", StringComparison.Ordinal).Replace(@"\*", @"[^.\[]+", StringComparison.Ordinal)
            .Replace("PARTY", @"(?!default\b)[^.\[]+", StringComparison.Ordinal).Replace("SERVICE", @"[^.\[]+", StringComparison.Ordinal);
        return new($"^{escaped}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }
}
