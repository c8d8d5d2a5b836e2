namespace KubeFate.Helm.Failures;

/// <summary>The release itself stands in the way, or is not there.</summary>
internal static class ReleaseFailures
{
    private const string Exists = """(?<kind>\w+) "(?<name>[^"]+)" in namespace "(?<ns>[^"]*)" exists and cannot be imported""";

    public static IReadOnlyList<FailureRule> Rules { get; } =
    [
        // Helm's own sentence and nothing else: a 404 of some server between us and the cluster must never read as "not installed".
        new(HelmFailure.ReleaseMissing, "^release: not found$", "there is no release {release}"),
        new(HelmFailure.OperationInProgress,
            @"another operation \(install/upgrade/rollback\) is in progress",
            "another install, upgrade or rollback of release {release} is under way, or was cut off: wait until it ends (helm history shows it)")
        {
            IsTransient = true,
        },
        // Two began at once; the record of the faster one stands.
        new(HelmFailure.OperationInProgress,
            "^release: already exists$",
            "another install or upgrade of release {release} began at the same moment: wait until it ends (helm history shows it)")
        {
            IsTransient = true,
        },
        // An object came to be between helm's look and its write: helm 4 says the first, helm 3 the second.
        new(HelmFailure.OperationInProgress,
            """original object (?<kind>\w+) with the name "(?<name>[^"]+)" not found|no (?<kind>\w+) with the name "(?<name>[^"]+)" found""",
            "{kind} {name} was made by somebody else while helm worked on release {release}: wait until that other install or upgrade ends (helm history shows it), then try again")
        {
            IsTransient = true,
        },
        new(HelmFailure.NameInUse,
            "cannot re-?use a name that is still in use",
            "release {release} exists already: choose another name, or delete that release first"),
        new(HelmFailure.ReleaseMissing,
            "has no deployed releases$",
            "release {release} was never deployed, so there is nothing to upgrade: install it"),
        new(HelmFailure.ReleaseMissing, "release has no (?<revision>[0-9]+) version", "release {release} has no revision {revision}"),
        new(HelmFailure.NameInUse,
            Exists + @".*""meta\.helm\.sh/release-name"" must equal ""[^""]*"": current value is ""(?<owner>[^""]*)""",
            "{kind} {name} in namespace {ns} belongs to the helm release {owner}: choose another name or namespace, or delete that release first"),
        new(HelmFailure.NameInUse,
            Exists,
            "{kind} {name} in namespace {ns} exists and was not made by helm: delete it, or choose another name or namespace"),
        new(HelmFailure.NameInUse,
            """(?<kind>[a-z.]+) "(?<name>[^"]+)" already exists""",
            "{kind} {name} exists already in namespace {namespace}, made by somebody else meanwhile: delete it, or choose another name"),
        new(HelmFailure.Other,
            "invalid release name|release name is invalid",
            "helm refuses the name of release {release}: up to 53 lower-case letters, digits and dashes, a letter or digit first and last"),
    ];
}
