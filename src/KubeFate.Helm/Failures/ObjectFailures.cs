namespace KubeFate.Helm.Failures;

/// <summary>The API server refuses one of the chart's objects for what it is, or for want of room.</summary>
internal static class ObjectFailures
{
    private const string Invalid = """(?<kind>[A-Za-z]+)(\.[a-z0-9.]+)? "(?<name>[^"]+)" is invalid: """;

    private const string Typed = @"failed to create typed patch object \(((?<ns>[^/;\n]+)/)?(?<name>[^;\n]+); [^)\n]*Kind=(?<kind>\w+)\): ";

    public static IReadOnlyList<FailureRule> Rules { get; } =
    [
        new(HelmFailure.PortInUse,
            Invalid + @"\S+: Invalid value: (?<port>[0-9]+): provided port is already allocated",
            "NodePort {port} of service {name} is taken by another service of the Kubernetes cluster: choose a free port, or leave it out to be given one"),
        new(HelmFailure.ValuesInvalid,
            @"Invalid value: (?<port>[0-9]+): provided port is not in the valid range\. The range of valid ports is (?<range>\S+)",
            "NodePort {port} lies outside the cluster's range {range}: choose one within it"),
        new(HelmFailure.ResourceConflict, FieldConflicts.Beginning + "(.|\n)+", "")
        {
            Say = found => FieldConflicts.Tell([(null, found.Value)]),
        },
        new(HelmFailure.ResourceConflict,
            Invalid + @"(?<path>\S+): Duplicate value: (?<value>[^\n]+)",
            "{kind} {name} would have {value} twice ({path}): if the values name it once, somebody else added the other to the object "
            + "(kubectl get {kind} {name} --namespace {namespace} --output yaml --show-managed-fields shows who): take that change back")
        {
            When = call => call.Verb != "install",
        },
        new(HelmFailure.ValuesInvalid,
            Invalid + @"(?<path>\S+): Duplicate value: (?<value>[^\n]+)",
            "Kubernetes refuses {kind} {name}: {value} stands twice ({path}); name each once"),
        new(HelmFailure.ValuesInvalid,
            Typed + @"(?<path>\.[^\n]+): duplicate entries for key \[(?<key>[^\n]+)\]",
            "Kubernetes refuses {kind} {name}: {path} has two entries with {key}; name each once"),
        new(HelmFailure.ResourceConflict,
            """persistentvolumeclaims "(?<name>[^"]+)" is forbidden: only dynamically provisioned pvc can be resized""",
            "volume claim {name} cannot grow: its storage class does not allow it (allowVolumeExpansion), or its volume was made by hand; "
            + "set the size back, or have the storage class changed"),
        new(HelmFailure.ResourceConflict,
            """PersistentVolumeClaim "(?<name>[^"]+)" is invalid: [^\n]*field can not be less than""",
            "volume claim {name} cannot shrink: set the size back"),
        new(HelmFailure.ResourceConflict,
            Invalid + @"(?<says>[^\n]*(field is immutable|is immutable after creation|updates to statefulset spec for fields other than)[^\n]*)",
            "{kind} {name} exists and Kubernetes does not let this be changed in place: {says}; "
            + "set it back, or delete the object (mind its data) and try again"),
        new(HelmFailure.ResourceConflict,
            "the object has been modified; please apply your changes to the latest version",
            "an object was changed by somebody else at the same moment: try again")
        {
            IsTransient = true,
        },
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
            Typed + "(?<says>.+)",
            "Kubernetes refuses {kind} {name}: {says}"),
    ];
}
