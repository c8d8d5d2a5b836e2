using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Clusters.Secrets;

/// <summary>Takes the secrets of a cluster's spec out of what helm, Kubernetes and the chart say of it: they repeat values in their errors.</summary>
internal static class SecretGuard
{
    /// <summary>Runs it; a failure that repeats a secret is thrown without it.</summary>
    public static async Task<T> RunAsync<T>(ClusterRecord cluster, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        Exception told;
        try
        {
            return await work(cancellationToken);
        }
        catch (Exception failure) when (Masked(cluster, failure) is { } masked)
        {
            told = masked;
        }

        // Not as the inner exception, which a log would write out.
        throw told;
    }

    /// <summary>A sentence without the secrets.</summary>
    public static string Known(ClusterRecord cluster, string text) => cluster.Opened?.Secrets.Known(text) ?? text;

    private static Exception? Masked(ClusterRecord cluster, Exception failure)
    {
        if (cluster.Opened?.Secrets is not { } secrets) return null;
        string? Mask(string? text) => text is null ? null : secrets.Known(text);
        return failure switch
        {
            HelmException helm when Tells(helm.Message, helm.Detail) => helm.Reworded(secrets.Known),
            KubernetesException kubernetes when Tells(kubernetes.Message, kubernetes.Detail) || kubernetes.Causes.Any(cause => Tells(cause.Message, null)) => kubernetes.Reworded(secrets.Known),
            ServiceException service when Tells(service.Message, service.Detail) => new ServiceException(service.Code, Mask(service.Message)!, service.HttpStatus) { Detail = Mask(service.Detail) },
            _ => null,
        };

        bool Tells(string message, string? detail) => Mask(message) != message || Mask(detail) != detail;
    }
}
