using k8s.KubeConfigModels;
using YamlDotNet.Serialization;

namespace KubeFate.Kubernetes.Connections;

/// <summary>A user of a kubeconfig with the key that the library leaves out and kubectl knows.</summary>
internal sealed class KubeconfigUser : UserCredentials
{
    /// <summary>A file with the token, read again when it changes; goes before <c>token</c>.</summary>
    [YamlMember(Alias = "tokenFile", ApplyNamingConventions = false)]
    public string? TokenFile { get; set; }

    /// <summary>Whether there is anything to sign in with. kubectl is content without, the library is not.</summary>
    public bool IsEmpty =>
        string.IsNullOrEmpty(TokenFile) && string.IsNullOrEmpty(Token) && string.IsNullOrEmpty(UserName) && string.IsNullOrEmpty(ClientCertificate)
        && string.IsNullOrEmpty(ClientCertificateData) && AuthProvider is null && ExternalExecution is null;
}
