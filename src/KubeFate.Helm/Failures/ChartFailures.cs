namespace KubeFate.Helm.Failures;

/// <summary>The chart cannot be had, read or rendered, or does not take the values.</summary>
internal static class ChartFailures
{
    private const string Place = """(?<place>[^\s:]+:[0-9]+):[0-9]+[:\s]+executing "[^"]*" at """;

    public static IReadOnlyList<FailureRule> Rules { get; } =
    [
        .. ValuesFailures.Rules,
        new(HelmFailure.ChartInvalid,
            @"parse error at \((?<place>[^)]+)\): (?<says>[^\n]+)",
            "a template of the chart is broken: {says} ({place})"),
        new(HelmFailure.ChartInvalid, Place + @"(?<says>(.|\n)+)", "{place}: the chart cannot be rendered with these values: {says}"),
        new(HelmFailure.ChartInvalid,
            @"YAML parse error on (?<file>\S+): (?<says>[^\n]+)",
            "the chart renders {file} to something that is not YAML: {says}"),
        new(HelmFailure.ChartInvalid,
            @"missing in charts/ directory: (?<names>[^\n]+)",
            "the chart lacks its dependencies {names}: run `helm dependency build` on it and package it again"),
        new(HelmFailure.ChartInvalid,
            @"chart requires kubeVersion: (?<wants>.+) which is incompatible with Kubernetes (?<has>\S+)",
            "the chart wants Kubernetes {wants}, the cluster has {has}: choose another version of the chart"),
        new(HelmFailure.ChartInvalid,
            @"no matches for kind ""(?<kind>[^""]+)"" in version ""(?<version>[^""]+)""",
            "the cluster does not know the kind {kind} of {version} that the chart renders: "
            + "choose a chart made for this version of Kubernetes, or install what defines the kind"),
        new(HelmFailure.ChartInvalid,
            @"strict decoding error: (?<says>.+)|error validating data: (?<says>(ValidationError|unknown)[^;\n]+)",
            "the chart renders a manifest that the cluster refuses: {says}"),
        new(HelmFailure.ChartTooLarge,
            "is invalid: data: Too long",
            "the chart and its values are too large for helm's release record (1 MiB): leave what is no template out of the chart (.helmignore)"),
        new(HelmFailure.ChartTooLarge,
            @"Request entity too large|the server responded with the status code 413",
            "it is larger than what the Kubernetes API server takes in one request (3 MiB): make the values shorter, and leave what is no template out of the chart (.helmignore)"),
        new(HelmFailure.ChartInvalid,
            @"Chart\.yaml file is missing|unable to detect chart at|cannot load (Chart|values)\.(yaml|lock)|does not appear to be a gzipped archive"
            + @"|validation: chart|chart\.metadata|library charts are not installable|chart (illegally|metadata)|gzip: invalid header"
            + "|is not a valid chart$|unable to load chart|archive/tar|no files in chart",
            "{chart} is not a chart that helm can use: check it with `helm lint`"),
        new(HelmFailure.ChartMissing, @"failed to fetch (?<url>\S+) ?: 404", "there is no chart repository: {url} is not there (404)"),
        new(HelmFailure.ChartMissing,
            """path "[^"]*" not found|failed to download "|non-absolute URLs should be|chart "[^"]*".* not found in|manifest unknown"""
            + @"|unable to locate any tags|FetchReference[^\n]*: not found|^[^\s:]+(:[0-9]+)?/\S+: not found$|improper constraint",
            "there is no chart {chart}: check its name, version and repository"),
    ];
}
