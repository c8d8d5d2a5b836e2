using System.Text.RegularExpressions;

namespace KubeFate.Helm.Failures;

/// <summary>
/// What the server says of one object. Helm joins the refusals of several objects with <c>&amp;&amp;</c> (helm@v4.1.4 pkg/kube/client.go, joinErrors); the server
/// puts the faults of one object in brackets (apimachinery's field.ErrorList) or on lines of their own (structured-merge-diff).
/// </summary>
/// <param name="Object">Which it is.</param>
/// <param name="Place">As a message names it: <c>StatefulSet fate/mysql</c>.</param>
/// <param name="IsNamedByHelm">It is helm that names it: the server's words may be about anything.</param>
/// <param name="Faults">Each in the words that it would have alone.</param>
internal sealed partial record Refusal(RefusedObject Object, string Place, bool IsNamedByHelm, IReadOnlyList<string> Faults)
{
    /// <summary>The refusals in the order of helm's words; none when part of them is anything else.</summary>
    public static IReadOnlyList<Refusal> ReadAll(string core)
    {
        var all = core.Split(" && ").Select(Read).ToList();
        return all.Contains(null) ? [] : [.. all.OfType<Refusal>()];
    }

    private static Refusal? Read(string text)
    {
        if (Wrapper().Match(text) is { Success: true } wrapper) return Of(wrapper, isNamedByHelm: true, Split(wrapper.Groups["says"].Value));
        return Subject().Match(text) is { Success: true } subject ? Of(subject, isNamedByHelm: false, Split(text)) : null;
    }

    private static Refusal Of(Match found, bool isNamedByHelm, IReadOnlyList<string> faults)
    {
        var (kind, name, ns) = (found.Groups["kind"].Value, found.Groups["name"].Value, found.Groups["ns"]);
        return new Refusal(new RefusedObject(kind, name), ns.Success ? $"{kind} {ns.Value}/{name}" : $"{kind} {name}", isNamedByHelm, faults);
    }

    private static IReadOnlyList<string> Split(string text)
    {
        if (Listed().Match(text) is not { Success: true } listed) return [text];
        var list = listed.Groups["list"].Value;
        IEnumerable<string> faults = listed.Groups["bracket"].Success ? Comma().Split(list) : list.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. faults.Select(fault => listed.Groups["head"].Value + fault)];
    }

    /// <summary>Helm's own words around the server's: 4.2.3 has the first before everything, 4.1.4 the second before conflicts, 3.9.4 the third on upgrades.</summary>
    [GeneratedRegex(
        """^((server-side apply failed for|conflict occurred while applying) object ((?<ns>[^/\s]+)/)?(?<name>[^\s/]+) \S+, Kind=(?<kind>\w+)|cannot patch "(?<name>[^"]+)" with kind (?<kind>\w+)): (?<says>(.|\n)*)$""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Wrapper();

    [GeneratedRegex(
        """^(failed to create typed patch object \(((?<ns>[^/;\n]+)/)?(?<name>[^;\n]+); [^)\n]*Kind=(?<kind>\w+)\)|(?<kind>[A-Za-z]+)(\.[a-z0-9.]+)? "(?<name>[^"\n]+)" is (invalid|forbidden)): """,
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Subject();

    [GeneratedRegex(
        """^(?<head>[^\n]*?(is invalid|Kind=\w+\)): )((?<bracket>\[)(?<list>(.|\n)+)\]|errors:\n(?<list>(.|\n)+))$""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Listed();

    /// <summary>A comma between two faults, which begin with a field and one of field.Error's kinds; those within a fault's value stay.</summary>
    [GeneratedRegex(
        @", (?=[a-z][^\s:,]*: (Invalid value|Required value|Duplicate value|Unsupported value|Forbidden|Not found|Too long|Too many|Too few|Internal error)\b)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Comma();
}
