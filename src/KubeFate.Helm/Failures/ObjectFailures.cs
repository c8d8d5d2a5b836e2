using System.Text.RegularExpressions;

namespace KubeFate.Helm.Failures;

/// <summary>The API server refuses one of the chart's objects for what it is.</summary>
internal static partial class ObjectFailures
{
    public static IReadOnlyList<FailureRule> Rules { get; } =
    [
        new(HelmFailure.PortInUse, @"Service ""(?<name>[^""]*)"" is invalid: (?<field>\S+): Invalid value: (?<port>[0-9]+): provided port is already allocated", (found, _) =>
            $"NodePort {found.Groups["port"]} of service {found.Groups["name"]} is taken by another service of the Kubernetes cluster: choose a free port, or leave it out to be given one"),
        new(HelmFailure.PortInUse, "provided port is already allocated", "a NodePort is taken by another service of the Kubernetes cluster: choose a free port"),
        new(HelmFailure.ValuesInvalid, @"Invalid value: (?<port>[0-9]+): provided port is not in the valid range\. The range of valid ports is (?<range>\S+)", (found, _) =>
            $"NodePort {found.Groups["port"]} lies outside the cluster's range {found.Groups["range"]}: choose one within it"),
        new(HelmFailure.ResourceConflict, @"((?<object>\S+) \S+, Kind=(?<kind>\w+): )?Apply failed with [0-9]+ conflicts?: (?<list>(.|\n)+)", (found, call) =>
            Conflict(found, call.Release?.ToString() ?? "the release")),
        new(HelmFailure.ResourceConflict, @"(?<kind>[A-Za-z]+)(\.[a-z0-9.]+)? ""(?<name>[^""]+)"" is invalid: (?<says>[^\n]*(field is immutable|is immutable after creation|updates to statefulset spec for fields other than)[^\n]*)", (found, _) =>
            $"{found.Groups["kind"]} {found.Groups["name"]} exists and Kubernetes does not let this be changed in place: {found.Groups["says"]}; set it back, or delete the object (mind its data) and try again"),
        new(HelmFailure.ResourceConflict, "the object has been modified; please apply your changes to the latest version", "an object was changed by somebody else at the same moment: try again"),
        new(HelmFailure.QuotaExceeded, @"exceeded quota: (?<says>.+)", (found, call) =>
            $"the quota of namespace {call.Release?.Namespace} leaves no room: {found.Groups["says"]}; ask for less or have the quota raised"),
        new(HelmFailure.QuotaExceeded, @"forbidden: \[?(?<says>(maximum|minimum) [^\n]+ usage per [^\n]+)", (found, call) =>
            $"the limits of namespace {call.Release?.Namespace} do not allow it: {found.Groups["says"]}"),
        new(HelmFailure.NamespaceMissing, @"in namespace (?<name>\S+) because it is being terminated", (found, _) =>
            $"namespace {found.Groups["name"]} is being deleted: wait until it is gone, then create it anew"),
        new(HelmFailure.NamespaceMissing, @"namespaces ""(?<name>[^""]+)"" not found", (found, _) =>
            $"there is no namespace {found.Groups["name"]}: create it (kubectl create namespace {found.Groups["name"]}) or name another"),
        new(HelmFailure.DiskFull, "etcdserver: (no space left|mvcc: database space exceeded)|database space exceeded", "the Kubernetes cluster's own database is full: its administrator must make room"),
        new(HelmFailure.DiskFull, "no space left on device|disk quota exceeded", "the disk is full: make room, then try again"),
        new(HelmFailure.Forbidden, @"admission webhook ""(?<hook>[^""]+)"" denied the request: (?<says>.+)", (found, _) =>
            $"a policy of the Kubernetes cluster ({found.Groups["hook"]}) refuses it: {found.Groups["says"]}"),
        new(HelmFailure.Forbidden, @"violates PodSecurity ""(?<level>[^""]+)"": (?<says>.+)", (found, _) =>
            $"the namespace's pod security level {found.Groups["level"]} refuses it: {found.Groups["says"]}"),
        new(HelmFailure.ValuesInvalid, @"(?<kind>[A-Za-z]+)(\.[a-z0-9.]+)? ""(?<name>[^""]+)"" is invalid: (?<says>.+)", (found, _) =>
            $"Kubernetes refuses {found.Groups["kind"]} {found.Groups["name"]}: {found.Groups["says"]}"),
        new(HelmFailure.ValuesInvalid, @"failed to create typed patch object \((?<object>[^;]+); [^)]*Kind=(?<kind>\w+)\): (?<says>.+)", (found, _) =>
            $"Kubernetes refuses {found.Groups["kind"]} {found.Groups["object"]}: {found.Groups["says"]}"),
    ];

    /// <summary>The server lists the fields under each other manager: inline for one field, on lines of their own for several.</summary>
    private static string Conflict(Match found, string release)
    {
        var list = found.Groups["list"].Value;
        var managers = Manager().Matches(list).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal);
        var fields = Field().Matches(list).Select(match => match.Groups["path"].Value).Distinct(StringComparer.Ordinal);
        var place = found.Groups["kind"].Success ? $"{found.Groups["kind"]} {found.Groups["object"]}" : release;
        return $"{place}: {string.Join(", ", fields)} was set by {string.Join(", ", managers)} to another value; take that change back, or force ours over it";
    }

    [GeneratedRegex(@"conflicts? with ""(?<name>[^""]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex Manager();

    [GeneratedRegex(@"(?:: |- )(?<path>\.\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}
