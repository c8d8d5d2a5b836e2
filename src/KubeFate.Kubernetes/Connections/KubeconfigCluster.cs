using k8s.KubeConfigModels;
using YamlDotNet.Serialization;

namespace KubeFate.Kubernetes.Connections;

/// <summary>A cluster of a kubeconfig with the key that the library leaves out and kubectl knows.</summary>
internal sealed class KubeconfigCluster : ClusterEndpoint
{
    /// <summary>The HTTP or SOCKS5 proxy on the way to this cluster; goes before HTTPS_PROXY.</summary>
    [YamlMember(Alias = "proxy-url", ApplyNamingConventions = false)]
    public string? ProxyUrl { get; set; }
}
