using System.Globalization;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Selectors;

/// <summary>A selector over labels: <c>a=b</c>, <c>a!=b</c>, <c>a in (b,c)</c>, <c>a notin (b,c)</c>, <c>a</c>, <c>!a</c>, <c>a&gt;1</c>.</summary>
internal sealed class LabelSelector
{
    private readonly IReadOnlyList<Requirement> requirements;

    private LabelSelector(IReadOnlyList<Requirement> requirements) => this.requirements = requirements;

    /// <exception cref="ApiFailure">400 when it cannot be read.</exception>
    public static LabelSelector Parse(string? text) => new([.. SelectorText.Split(text).Select(Read)]);

    public bool Matches(JsonObject item)
    {
        if (requirements.Count == 0) return true;
        var labels = item["metadata"]?["labels"] as JsonObject;
        return requirements.All(requirement => requirement.Holds(labels?[requirement.Key]?.GetValue<string>()));
    }

    private static Requirement Read(string text)
    {
        if (text.StartsWith('!')) return new(Key(text[1..], text), "!", []);
        if (text.EndsWith(')')) return ReadSet(text);
        foreach (var sign in (ReadOnlySpan<string>)["!=", "==", "=", ">", "<"])
        {
            var at = text.IndexOf(sign, StringComparison.Ordinal);
            if (at < 0) continue;
            var value = text[(at + sign.Length)..].Trim();
            if (sign is ">" or "<" && !long.TryParse(value, CultureInfo.InvariantCulture, out _)) throw Unreadable(text);
            return new(Key(text[..at], text), sign == "==" ? "=" : sign, [value]);
        }

        return new(Key(text, text), "exists", []);
    }

    private static Requirement ReadSet(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0) throw Unreadable(text);
        var words = text[..open].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var key, "in" or "notin"]) throw Unreadable(text);
        return new(Key(key, text), words[1], [.. text[(open + 1)..^1].Split(',').Select(value => value.Trim())]);
    }

    private static string Key(string key, string whole)
    {
        key = key.Trim();
        return key.Length > 0 && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/') ? key : throw Unreadable(whole);
    }

    private static ApiFailure Unreadable(string text) => ApiFailure.BadRequest(
        $"unable to parse requirement: \"{text}\" is no label requirement such as a=b, a!=b, a in (b,c), a notin (b,c), a, !a");

    private sealed record Requirement(string Key, string Sign, string[] Values)
    {
        public bool Holds(string? label) => Sign switch
        {
            "exists" => label is not null,
            "!" => label is null,
            "=" or "in" => label is not null && Values.Contains(label),
            "!=" or "notin" => label is null || !Values.Contains(label),
            _ => long.TryParse(label, CultureInfo.InvariantCulture, out var number)
                && (Sign == ">" ? number > long.Parse(Values[0], CultureInfo.InvariantCulture) : number < long.Parse(Values[0], CultureInfo.InvariantCulture)),
        };
    }
}
