namespace KubeFate.Helm.Failures;

/// <summary>The release itself stands in the way, or is not there.</summary>
internal static class ReleaseFailures
{
    public static IReadOnlyList<FailureRule> Rules { get; } =
    [
        // Helm's own sentence and nothing else: a 404 of some server between us and the cluster must never read as "not installed".
        new(HelmFailure.ReleaseMissing, "^release: not found$", (_, call) => $"there is no release {call.Release}"),
        new(HelmFailure.OperationInProgress, @"another operation \(install/upgrade/rollback\) is in progress", (_, call) =>
            $"another install, upgrade or rollback of release {call.Release} is under way, or was cut off: wait until it ends (helm history shows it)"),
        // Two began at once; the record of the faster one stands.
        new(HelmFailure.OperationInProgress, "^release: already exists$", (_, call) =>
            $"another install or upgrade of release {call.Release} began at the same moment: wait until it ends (helm history shows it)"),
        new(HelmFailure.NameInUse, "cannot re-?use a name that is still in use", (_, call) =>
            $"release {call.Release} exists already: choose another name, or delete that release first"),
        new(HelmFailure.ReleaseMissing, "has no deployed releases$", (_, call) =>
            $"release {call.Release} was never deployed, so there is nothing to upgrade: install it"),
        new(HelmFailure.NameInUse,
            @"(?<kind>\w+) ""(?<name>[^""]+)"" in namespace ""(?<ns>[^""]*)"" exists and cannot be imported.*""meta\.helm\.sh/release-name"" must equal ""[^""]*"": current value is ""(?<owner>[^""]*)""",
            (found, _) => $"{found.Groups["kind"]} {found.Groups["name"]} in namespace {found.Groups["ns"]} belongs to the helm release {found.Groups["owner"]}: "
                + "choose another name or namespace, or delete that release first"),
        new(HelmFailure.NameInUse,
            @"(?<kind>\w+) ""(?<name>[^""]+)"" in namespace ""(?<ns>[^""]*)"" exists and cannot be imported",
            (found, _) => $"{found.Groups["kind"]} {found.Groups["name"]} in namespace {found.Groups["ns"]} exists and was not made by helm: "
                + "delete it, or choose another name or namespace"),
        new(HelmFailure.NameInUse, @"(?<kind>[a-z.]+) ""(?<name>[^""]+)"" already exists", (found, call) =>
            $"{found.Groups["kind"]} {found.Groups["name"]} exists already in namespace {call.Release?.Namespace}, made by somebody else meanwhile: delete it, or choose another name"),
        new(HelmFailure.Other, "invalid release name|release name is invalid", (_, call) =>
            $"helm refuses the name \"{call.Release?.Name}\": up to 53 lower-case letters, digits and dashes, beginning and ending with a letter or digit"),
        new(HelmFailure.ReleaseMissing, "release has no (?<rev>[0-9]+) version", (found, call) => $"release {call.Release} has no revision {found.Groups["rev"]}"),
    ];
}
