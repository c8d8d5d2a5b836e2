namespace KubeFate.Kubernetes.Access;

/// <summary>
/// What helm and this service ask of an API server while they install, update, watch and delete a cluster. From the audit log of a
/// Kubernetes 1.36.2 API server with helm 4.1.4 and 3.9.4; a Role with exactly these ran all of it with both.
/// </summary>
internal static class RightsTable
{
    /// <summary>What helm does with each kind of object that a chart makes. Helm 4 patches (server-side apply) where helm 3 creates.</summary>
    private static readonly string[] OfHelm = ["get", "create", "patch", "delete"];

    /// <summary>What every cluster needs: helm's own records, and the workloads that are watched until they are ready.</summary>
    public static IReadOnlyList<Right> Essential { get; } =
    [
        .. Of("", "secrets", "get", "list", "create", "update", "patch", "delete"),
        .. Of("apps", "deployments", "list", "watch"), .. Of("apps", "statefulsets", "list", "watch"), .. Of("", "pods", "list", "watch"),
    ];

    /// <summary>Without these a cluster is installed all the same, but less is told about it.</summary>
    public static IReadOnlyList<Right> Telling { get; } =
    [
        .. Of("", "events", "list", "watch"), .. Of("", "persistentvolumeclaims", "list", "watch"), .. Of("apps", "replicasets", "list", "watch"),
        .. Of("apps", "daemonsets", "list", "watch"), .. Of("batch", "jobs", "list", "watch"), .. Of("", "services", "list"),
        .. Of("networking.k8s.io", "ingresses", "list"), .. Of("", "pods/log", "get"),
    ];

    /// <summary>The rights on a kind of object that a chart makes.</summary>
    public static IEnumerable<Right> OfKind(string group, string resource) => Of(group, resource, OfHelm);

    private static IEnumerable<Right> Of(string group, string resource, params string[] verbs) => verbs.Select(verb => new Right(group, resource, verb));
}
