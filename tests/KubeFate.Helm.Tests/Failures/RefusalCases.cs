namespace KubeFate.Helm.Tests.Failures;

/// <summary>
/// stderr of helm when the server refuses several objects, or one for several reasons, the code, and the sentence with every object and its cure. The request
/// is the upgrade of release fate-9999 in namespace fate.
/// </summary>
internal static class RefusalCases
{
    private const string NodeManager = "conflict occurred while applying object fate/nodemanager apps/v1, Kind=StatefulSet: Apply failed with 3 conflicts: "
        + "conflicts with \"kubectl\" with subresource \"scale\" using apps/v1:\n- .spec.replicas\n"
        + "conflicts with \"kubectl-set\" using apps/v1:\n- .spec.template.spec.containers[name=\"eggroll\"].image\n- .spec.template.spec.containers[name=\"eggroll\"].resources.limits.cpu";

    private const string Mysql = "conflict occurred while applying object fate/mysql apps/v1, Kind=Deployment: Apply failed with 1 conflict: "
        + "conflict with \"kube-controller-manager\" with subresource \"scale\" using apps/v1: .spec.replicas";

    private const string Port = "Service \"web\" is invalid: spec.ports[1].name: Duplicate value: \"http\"";

    private const string Owners = "Deployment fate/mysql: .spec.replicas was set by kube-controller-manager (scale); "
        + "StatefulSet fate/nodemanager: .spec.replicas was set by kubectl (scale), .spec.template.spec.containers[name=\"eggroll\"].image, "
        + ".spec.template.spec.containers[name=\"eggroll\"].resources.limits.cpu were set by kubectl-set to other values; take these changes back, or use --force to set ours";

    private const string Twice = "Service web would have \"http\" twice (spec.ports[1].name): if the values name it once, somebody else added the other to the object "
        + "(kubectl get Service web --namespace fate --output yaml --show-managed-fields shows who): take that change back";

    public static TheoryData<string, HelmFailure, string> All => new()
    {
        { $"Error: UPGRADE FAILED: {Mysql} && {NodeManager}", HelmFailure.ResourceConflict, Owners },
        { $"level=WARN msg=\"upgrade failed\"\nError: UPGRADE FAILED: {Port} && {Mysql} && {NodeManager}", HelmFailure.ResourceConflict, $"(1) {Twice}; (2) {Owners}" },
        { $"Error: server-side apply failed for object fate/web /v1, Kind=Service: {Port} && {Mysql} && {NodeManager}", HelmFailure.ResourceConflict, $"(1) {Twice}; (2) {Owners}" },
        {
            "Error: UPGRADE FAILED: failed to create typed patch object (fate/mysql; apps/v1, Kind=Deployment): errors:\n"
            + "  .spec.template.spec.containers[name=\"mysql\"].env: duplicate entries for key [name=\"A\"]\n"
            + "  .spec.template.spec.containers[name=\"mysql\"].ports: duplicate entries for key [containerPort=80,protocol=\"TCP\"]",
            HelmFailure.ValuesInvalid,
            "(1) Kubernetes refuses Deployment mysql: .spec.template.spec.containers[name=\"mysql\"].env has two entries with name=\"A\"; name each once; "
            + "(2) Kubernetes refuses Deployment mysql: .spec.template.spec.containers[name=\"mysql\"].ports has two entries with containerPort=80,protocol=\"TCP\"; name each once"
        },
        {
            "Error: UPGRADE FAILED: server-side apply failed for object fate/mysql apps/v1, Kind=Deployment: failed to create typed patch object (fate/mysql; apps/v1, Kind=Deployment): "
            + ".spec.replicas: expected numeric (int or float), got string",
            HelmFailure.ValuesInvalid,
            "Kubernetes refuses Deployment mysql: .spec.replicas: expected numeric (int or float), got string"
        },
        {
            "Error: UPGRADE FAILED: cannot patch \"web\" with kind Service: Service \"web\" is invalid: [spec.ports[0].nodePort: Invalid value: 30091: provided port is already allocated, "
            + "spec.ports[1].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767]",
            HelmFailure.PortInUse,
            "(1) NodePort 30091 of service web is taken by another service of the Kubernetes cluster: choose a free port, or leave it out to be given one; "
            + "(2) Service web: NodePort 80 lies outside the cluster's range 30000-32767: choose one within it"
        },
        {
            "Error: UPGRADE FAILED: server-side apply failed for object fate/data /v1, Kind=PersistentVolumeClaim: persistentvolumeclaims \"data\" is forbidden: "
            + "only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize",
            HelmFailure.ResourceConflict,
            "volume claim data cannot grow: its storage class does not allow it (allowVolumeExpansion), or its volume was made by hand; set the size back, or have the storage class changed"
        },
        {
            "Error: UPGRADE FAILED: cannot patch \"data\" with kind PersistentVolumeClaim: PersistentVolumeClaim \"data\" is invalid: "
            + "spec.resources.requests.storage: Forbidden: field can not be less than status.capacity",
            HelmFailure.ResourceConflict,
            "volume claim data cannot shrink: set the size back"
        },
        {
            "Error: UPGRADE FAILED: server-side apply failed for object fate/config /v1, Kind=ConfigMap: Request entity too large: limit is 3145728",
            HelmFailure.ChartTooLarge,
            "ConfigMap fate/config: it is larger than what the Kubernetes API server takes in one request (3 MiB): make the values shorter, and leave what is no template out of the chart (.helmignore)"
        },
        {
            "Error: UPGRADE FAILED: create: failed to create: Request entity too large: limit is 3145728",
            HelmFailure.ChartTooLarge,
            "it is larger than what the Kubernetes API server takes in one request (3 MiB): make the values shorter, and leave what is no template out of the chart (.helmignore)"
        },
        {
            "Error: execution error at (fate/templates/a.yaml:1:6): a && b are required",
            HelmFailure.ValuesInvalid,
            "the chart refuses the values: a && b are required (fate/templates/a.yaml:1:6)"
        },
    };
}
