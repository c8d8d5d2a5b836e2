using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Hosting;

/// <summary>The messages of all rooms' failures that are fit to show.</summary>
public static class FailureMessages
{
    /// <summary>The message; null for a failure that nobody foresaw.</summary>
    public static string? Of(Exception failure) => failure switch
    {
        ServiceException or KubernetesException or HelmException or StorageException or InvalidSpecException => failure.Message,
        _ => null,
    };
}
