using System.Text.Json.Serialization.Metadata;

namespace KubeFate.Kubernetes.Resources;

/// <summary>A kind of object: where it is served and how it is read.</summary>
/// <param name="Api"><c>api/v1</c> or <c>apis/GROUP/VERSION</c>.</param>
/// <param name="Plural">The name in the path, such as <c>deployments</c>.</param>
/// <param name="Item">Reads one.</param>
/// <param name="List">Reads a list.</param>
internal sealed record ResourceType<T>(string Api, string Plural, JsonTypeInfo<T> Item, JsonTypeInfo<ResourceList<T>> List)
{
    /// <summary>The path of the objects of a namespace, or of all when it is null.</summary>
    public string Path(string? ns) => ns is null ? $"{Api}/{Plural}" : $"{Api}/namespaces/{Uri.EscapeDataString(ns)}/{Plural}";
}

/// <summary>The kinds we read.</summary>
internal static class ResourceTypes
{
    private static readonly ResourceJson Json = ResourceJson.Default;

    public static readonly ResourceType<Deployment> Deployments = new("apis/apps/v1", "deployments", Json.Deployment, Json.ResourceListDeployment);
    public static readonly ResourceType<ReplicaSet> ReplicaSets = new("apis/apps/v1", "replicasets", Json.ReplicaSet, Json.ResourceListReplicaSet);
    public static readonly ResourceType<StatefulSet> StatefulSets = new("apis/apps/v1", "statefulsets", Json.StatefulSet, Json.ResourceListStatefulSet);
    public static readonly ResourceType<DaemonSet> DaemonSets = new("apis/apps/v1", "daemonsets", Json.DaemonSet, Json.ResourceListDaemonSet);
    public static readonly ResourceType<Job> Jobs = new("apis/batch/v1", "jobs", Json.Job, Json.ResourceListJob);
    public static readonly ResourceType<Pod> Pods = new("api/v1", "pods", Json.Pod, Json.ResourceListPod);
    public static readonly ResourceType<Claim> Claims = new("api/v1", "persistentvolumeclaims", Json.Claim, Json.ResourceListClaim);
    public static readonly ResourceType<ClusterEvent> Events = new("api/v1", "events", Json.ClusterEvent, Json.ResourceListClusterEvent);
    public static readonly ResourceType<Namespace> Namespaces = new("api/v1", "namespaces", Json.Namespace, Json.ResourceListNamespace);
    public static readonly ResourceType<Service> Services = new("api/v1", "services", Json.Service, Json.ResourceListService);
    public static readonly ResourceType<Ingress> Ingresses = new("apis/networking.k8s.io/v1", "ingresses", Json.Ingress, Json.ResourceListIngress);
    public static readonly ResourceType<Node> Nodes = new("api/v1", "nodes", Json.Node, Json.ResourceListNode);
}
