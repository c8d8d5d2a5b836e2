namespace KubeFate.Kubernetes;

/// <summary>
/// Which API server to talk to. With neither set, the first of these that exists is taken: the files of the environment variable
/// KUBECONFIG, the account of the pod we run in, <c>~/.kube/config</c>.
/// </summary>
public sealed record KubernetesOptions
{
    /// <summary>A kubeconfig file; null looks in the usual places.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>A context of the kubeconfig; null takes its current-context.</summary>
    public string? Context { get; init; }
}
