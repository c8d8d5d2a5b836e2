using k8s;

namespace KubeFate.Kubernetes.Connections;

/// <summary>Which server to talk to, as whom, and where that was found.</summary>
/// <param name="Config">Address, trust and credentials.</param>
/// <param name="Origin">For messages: such as <c>context kind of /home/me/.kube/config</c>.</param>
internal sealed record ConnectionSettings(KubernetesClientConfiguration Config, string Origin)
{
    /// <summary>The proxy to go through (<c>proxy-url</c>); null asks the environment, as always.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The user to act as (<c>as</c> of a kubeconfig).</summary>
    public string? Impersonate { get; init; }

    /// <summary>Their group (<c>as-groups</c>).</summary>
    public string? ImpersonateGroup { get; init; }
}

/// <summary>The places where a connection is looked for; tests put others in.</summary>
internal sealed record ConnectionPlaces
{
    /// <summary>KUBECONFIG: file names, separated as in PATH.</summary>
    public string? KubeconfigVariable { get; init; }

    /// <summary><c>~/.kube/config</c>.</summary>
    public required string DefaultKubeconfig { get; init; }

    /// <summary>A pod's own account is here.</summary>
    public required bool InCluster { get; init; }

    public static ConnectionPlaces OfThisProcess() => new()
    {
        KubeconfigVariable = Environment.GetEnvironmentVariable("KUBECONFIG"),
        DefaultKubeconfig = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config"),
        InCluster = KubernetesClientConfiguration.IsInCluster(),
    };
}
