using System.Text.RegularExpressions;

namespace KubeFate.Helm.Failures;

/// <summary>The chart cannot be had, read or rendered, or does not take the values.</summary>
internal static partial class ChartFailures
{
    public static IReadOnlyList<FailureRule> Rules { get; } =
    [
        new(HelmFailure.ValuesInvalid, @"values don't meet the specifications of the schema[^\n]*\n[^\n]*\n(?<list>- (.|\n)*)", (found, _) =>
            "the values do not fit the chart's schema: " + SchemaProblems(found.Groups["list"].Value)),
        new(HelmFailure.ChartInvalid, @"values don't meet the specifications of the schema[^\n]*\n[^\n]*\n(?<rest>(.|\n)*)", (found, _) =>
            $"the chart's values.schema.json cannot be read: {OneLine(found.Groups["rest"].Value)}"),
        new(HelmFailure.ValuesInvalid, @"execution error at \((?<place>[^)]+)\): (?<says>[^\n]+)", (found, _) =>
            $"the chart refuses the values: {found.Groups["says"]} ({found.Groups["place"]})"),
        new(HelmFailure.ValuesInvalid, @"(?<place>[^\s:]+:[0-9]+):[0-9]+[:\s]+executing ""[^""]*"" at <(?<what>[^>]*)>:\s+nil pointer evaluating interface \{\}\.(?<key>\w+)", (found, _) =>
            $"{found.Groups["place"]}: the chart reads {found.Groups["what"]}, but what stands before .{found.Groups["key"]} is not set: set it in the values"),
        new(HelmFailure.ChartInvalid, @"parse error at \((?<place>[^)]+)\): (?<says>[^\n]+)", (found, _) =>
            $"a template of the chart is broken: {found.Groups["says"]} ({found.Groups["place"]})"),
        new(HelmFailure.ChartInvalid, @"(?<place>[^\s:]+:[0-9]+):[0-9]+[:\s]+executing ""[^""]*"" at (?<says>(.|\n)+)", (found, _) =>
            $"{found.Groups["place"]}: the chart cannot be rendered with these values: {OneLine(found.Groups["says"].Value)}"),
        new(HelmFailure.ChartInvalid, @"YAML parse error on (?<place>\S+): (?<says>[^\n]+)", (found, _) =>
            $"the chart renders {found.Groups["place"]} to something that is not YAML: {found.Groups["says"]}"),
        new(HelmFailure.ChartInvalid, @"missing in charts/ directory: (?<names>[^\n]+)", (found, _) =>
            $"the chart lacks its dependencies {found.Groups["names"]}: run `helm dependency build` on it and package it again"),
        new(HelmFailure.ChartInvalid, @"chart requires kubeVersion: (?<wants>.+) which is incompatible with Kubernetes (?<has>\S+)", (found, _) =>
            $"the chart wants Kubernetes {found.Groups["wants"]}, the cluster has {found.Groups["has"]}: choose another version of the chart"),
        new(HelmFailure.ValuesInvalid, @"failed to parse \S+: (?<says>.+)", (found, _) => $"helm cannot read the values: {found.Groups["says"]}"),
        new(HelmFailure.ChartInvalid, @"(resource mapping not found.* )?no matches for kind ""(?<kind>[^""]+)"" in version ""(?<version>[^""]+)""", (found, _) =>
            $"the cluster does not know the kind {found.Groups["kind"]} of {found.Groups["version"]} that the chart renders: choose a chart made for this version of Kubernetes, or install what defines the kind"),
        new(HelmFailure.ChartInvalid, @"strict decoding error: (?<says>.+)|error validating data: (?<invalid>(ValidationError|unknown)[^;\n]+)", (found, _) =>
            $"the chart renders a manifest that the cluster refuses: {found.Groups["says"]}{found.Groups["invalid"]}"),
        new(HelmFailure.ChartInvalid, @"is invalid: data: Too long", "the chart and its values are too large for helm's release record (1 MiB): leave what is no template out of the chart (.helmignore)"),
        new(HelmFailure.ChartInvalid,
            @"Chart\.yaml file is missing|unable to detect chart at|cannot load (Chart|values)\.(yaml|lock)|does not appear to be a gzipped archive|validation: chart|chart\.metadata"
            + @"|library charts are not installable|chart (illegally|metadata)|gzip: invalid header|is not a valid chart|unable to load chart|archive/tar|no files in chart",
            (_, call) => $"{call.Chart ?? "the chart"} is not a chart that helm can use: check it with `helm lint`"),
        new(HelmFailure.ChartMissing, @"failed to fetch (?<url>\S+) ?: 404", (found, _) => $"there is no chart repository: {found.Groups["url"]} is not there (404)"),
        new(HelmFailure.ChartMissing,
            @"path ""[^""]*"" not found|failed to download ""|non-absolute URLs should be|chart ""[^""]*"".* not found in|manifest unknown|unable to locate any tags"
            + @"|FetchReference[^\n]*: not found|^[^\s:]+(:[0-9]+)?/\S+: not found$|improper constraint",
            (_, call) => $"there is no chart {call.Chart}: check its name, version and repository"),
    ];

    /// <summary>
    /// One sentence a problem, the place written as in cluster.yaml. Helm 4 says <c>- at '/modules/0': …</c>, helm 3
    /// <c>- modules.0: …</c>; <c>(root)</c> and <c>''</c> are the whole.
    /// </summary>
    private static string SchemaProblems(string list)
    {
        var problems = new List<string>();
        foreach (var line in list.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var match = SchemaLine().Match(line);
            if (!match.Success) continue;
            var place = match.Groups["place"].Value.Trim('/').Replace('/', '.');
            var says = match.Groups["says"].Value;
            if (place is "" or "(root)") problems.Add(says);
            else problems.Add($"{Index().Replace(place, "[$1]")}: {(says.StartsWith(place + " ", StringComparison.Ordinal) ? says[(place.Length + 1)..] : says)}");
        }

        return problems.Count > 0 ? string.Join("; ", problems) : OneLine(list);
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"^- (?:at '(?<place>[^']*)'|(?<place>[^:]+)): (?<says>.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex SchemaLine();

    [GeneratedRegex(@"\.(\d+)(?=\.|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Index();
}
