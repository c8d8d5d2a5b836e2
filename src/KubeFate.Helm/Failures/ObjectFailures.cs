using System.Text.RegularExpressions;

namespace KubeFate.Helm.Failures;

/// <summary>The API server refuses one of the chart's objects for what it is, or for want of room.</summary>
internal static partial class ObjectFailures
{
    private const string Invalid = """(?<kind>[A-Za-z]+)(\.[a-z0-9.]+)? "(?<name>[^"]+)" is invalid: """;

    public static IReadOnlyList<FailureRule> Rules { get; } =
    [
        new(HelmFailure.PortInUse,
            Invalid + @"\S+: Invalid value: (?<port>[0-9]+): provided port is already allocated",
            "NodePort {port} of service {name} is taken by another service of the Kubernetes cluster: choose a free port, or leave it out to be given one"),
        new(HelmFailure.ValuesInvalid,
            @"Invalid value: (?<port>[0-9]+): provided port is not in the valid range\. The range of valid ports is (?<range>\S+)",
            "NodePort {port} lies outside the cluster's range {range}: choose one within it"),
        new(HelmFailure.ResourceConflict, @"((?<object>\S+) \S+, Kind=(?<kind>\w+): )?Apply failed with [0-9]+ conflicts?: (?<list>(.|\n)+)", "")
        {
            Say = Conflict,
        },
        new(HelmFailure.ResourceConflict,
            Invalid + @"(?<says>[^\n]*(field is immutable|is immutable after creation|updates to statefulset spec for fields other than)[^\n]*)",
            "{kind} {name} exists and Kubernetes does not let this be changed in place: {says}; "
            + "set it back, or delete the object (mind its data) and try again"),
        new(HelmFailure.ResourceConflict,
            "the object has been modified; please apply your changes to the latest version",
            "an object was changed by somebody else at the same moment: try again"),
        new(HelmFailure.QuotaExceeded,
            "exceeded quota: (?<says>.+)",
            "the quota of namespace {namespace} leaves no room: {says}; ask for less or have the quota raised"),
        new(HelmFailure.QuotaExceeded,
            @"forbidden: \[?(?<says>(maximum|minimum) [^\n]+ usage per [^\n]+)",
            "the limits of namespace {namespace} do not allow it: {says}"),
        new(HelmFailure.NamespaceMissing,
            @"in namespace (?<ns>\S+) because it is being terminated",
            "namespace {ns} is being deleted: wait until it is gone, then create it anew"),
        new(HelmFailure.NamespaceMissing,
            """namespaces "(?<ns>[^"]+)" not found""",
            "there is no namespace {ns}: create it (kubectl create namespace {ns}) or name another"),
        new(HelmFailure.DiskFull,
            "etcdserver: no space left|database space exceeded",
            "the Kubernetes cluster's own database is full: its administrator must make room"),
        new(HelmFailure.DiskFull, "no space left on device|disk quota exceeded", "the disk is full: make room, then try again"),
        new(HelmFailure.Forbidden,
            """admission webhook "(?<hook>[^"]+)" denied the request: (?<says>.+)""",
            "a policy of the Kubernetes cluster ({hook}) refuses it: {says}"),
        new(HelmFailure.Forbidden,
            """violates PodSecurity "(?<level>[^"]+)": (?<says>.+)""",
            "the namespace's pod security level {level} refuses it: {says}"),
        new(HelmFailure.ValuesInvalid, Invalid + "(?<says>.+)", "Kubernetes refuses {kind} {name}: {says}"),
        new(HelmFailure.ValuesInvalid,
            @"failed to create typed patch object \((?<name>[^;]+); [^)]*Kind=(?<kind>\w+)\): (?<says>.+)",
            "Kubernetes refuses {kind} {name}: {says}"),
    ];

    /// <summary>The server lists the fields under each other manager: inline for one field, on lines of their own for several.</summary>
    private static string Conflict(Match found)
    {
        var list = found.Groups["list"].Value;
        var managers = Manager().Matches(list).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal);
        var fields = Field().Matches(list).Select(match => match.Groups["path"].Value).Distinct(StringComparer.Ordinal).ToList();
        var place = found.Groups["kind"].Success ? $"{found.Groups["kind"]} {found.Groups["object"]}: " : "";
        var were = fields.Count == 1 ? "was" : "were";
        return $"{place}{string.Join(", ", fields)} {were} set by {string.Join(", ", managers)} to another value; take that change back, or force ours over it";
    }

    [GeneratedRegex(@"conflicts? with ""(?<name>[^""]+)""", RegexOptions.CultureInvariant)]
    private static partial Regex Manager();

    [GeneratedRegex(@"(?:: |- )(?<path>\.\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}
