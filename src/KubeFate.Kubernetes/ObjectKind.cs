namespace KubeFate.Kubernetes;

/// <summary>The kinds that <see cref="KubernetesGateway.ReadObjectsAsync"/> reads. Secrets are none of them.</summary>
public enum ObjectKind
{
    Pods,
    Deployments,
    StatefulSets,
    DaemonSets,
    Jobs,
    Claims,
    Services,
    Ingresses,

    /// <summary>Of the whole namespace: events carry no labels.</summary>
    Events,
}
