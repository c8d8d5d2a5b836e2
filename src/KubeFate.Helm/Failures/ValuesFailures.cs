using System.Text.RegularExpressions;

namespace KubeFate.Helm.Failures;

/// <summary>The chart does not take the values.</summary>
internal static partial class ValuesFailures
{
    private const string Schema = @"values don't meet the specifications of the schema[^\n]*\n[^\n]*\n";

    public static IReadOnlyList<FailureRule> Rules { get; } =
    [
        new(HelmFailure.ValuesInvalid, Schema + @"(?<list>- (.|\n)*)", "")
        {
            Say = found => "the values do not fit the chart's schema: " + SchemaProblems(found.Groups["list"].Value),
        },
        new(HelmFailure.ChartInvalid, Schema + @"(?<says>(.|\n)*)", "the chart's values.schema.json cannot be read: {says}"),
        new(HelmFailure.ValuesInvalid,
            @"execution error at \((?<place>[^)]+)\): (?<says>[^\n]+)",
            "the chart refuses the values: {says} ({place})"),
        new(HelmFailure.ValuesInvalid,
            """(?<place>[^\s:]+:[0-9]+):[0-9]+[:\s]+executing "[^"]*" at <(?<what>[^>]*)>:\s+nil pointer evaluating interface \{\}\.(?<key>\w+)""",
            "{place}: the chart reads {what}, but what stands before .{key} is not set: set it in the values"),
        // Go's words for what stands there, such as %!t(<nil>) and [%!t(float64=1)], say nothing to anybody.
        new(HelmFailure.ValuesInvalid,
            @"type mismatch on (?<key>[^\s:]+): (?<says>[^\n]+)",
            "{key} is the name of a chart in this chart, so it needs a mapping with that one's values: write one, or leave {key} out")
        {
            Key = found => found.Groups["key"].Value,
        },
        new(HelmFailure.ValuesInvalid, @"failed to parse \S+: (?<says>.+)", "helm cannot read the values: {says}"),
    ];

    /// <summary>
    /// One sentence a problem, the place written as in cluster.yaml. Helm 4 says <c>- at '/modules/0': …</c>, helm 3
    /// <c>- modules.0: …</c>; <c>(root)</c> and <c>''</c> are the whole.
    /// </summary>
    private static string SchemaProblems(string list)
    {
        var problems = SchemaLine().Matches(list).Select(line => Problem(line.Groups["place"].Value, line.Groups["says"].Value)).ToList();
        return problems.Count > 0 ? string.Join("; ", problems) : FailureRule.OneLine(list);
    }

    private static string Problem(string place, string says)
    {
        var path = place.Trim('/').Replace('/', '.');
        if (path is "" or "(root)") return says;
        var rest = says.StartsWith(path + " ", StringComparison.Ordinal) ? says[(path.Length + 1)..] : says;
        return $"{Index().Replace(path, "[${number}]")}: {rest}";
    }

    [GeneratedRegex(@"^\s*- (?:at '(?<place>[^']*)'|(?<place>[^:\n]+)): (?<says>.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex SchemaLine();

    [GeneratedRegex(@"\.(?<number>\d+)(?=\.|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Index();
}
