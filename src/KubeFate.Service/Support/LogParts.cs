using KubeFate.Kubernetes;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Support;

/// <summary>The logs of a cluster's containers: the end of each, and of the run before its last restart where there was one.</summary>
internal sealed class LogParts(Lazy<KubernetesGateway> kubernetes)
{
    private const int MostLines = 2000;
    private const long MostBytes = 1024 * 1024;

    public async Task WriteAsync(BundleArchive archive, string folder, ClusterRecord cluster, Exception? absence, CancellationToken cancellationToken)
    {
        if (absence is not null)
        {
            await archive.AddFailureAsync($"{folder}/logs", absence, cancellationToken);
            return;
        }

        IReadOnlyList<PodInfo> pods;
        try
        {
            pods = await kubernetes.Value.ListPodsAsync(cluster.Namespace, cluster.Name, cancellationToken);
        }
        catch (KubernetesException failure)
        {
            await archive.AddFailureAsync($"{folder}/logs", failure, cancellationToken);
            return;
        }

        foreach (var pod in pods)
        {
            foreach (var container in pod.InitContainers.Concat(pod.Containers)) await WriteAsync(archive, $"{folder}/logs/{BundleArchive.Safe(pod.Name)}", pod, Request(cluster, pod, container), cancellationToken);
        }
    }

    private async Task WriteAsync(BundleArchive archive, string folder, PodInfo pod, LogRequest request, CancellationToken cancellationToken)
    {
        var path = $"{folder}/{BundleArchive.Safe(request.Container!)}";
        await archive.AddLinesAsync(path + ".log", inTime => LinesAsync(request, inTime), cancellationToken);
        // Most containers never restarted, and have no log of an earlier run.
        if (!pod.Runs.Any(run => run.Container == request.Container && run.HasPrevious)) return;
        var before = request with { Previous = true };
        await archive.AddLinesAsync(path + ".previous.log", inTime => LinesAsync(before, inTime), cancellationToken);
    }

    private IAsyncEnumerable<string> LinesAsync(LogRequest request, CancellationToken cancellationToken) =>
        kubernetes.Value.ReadLogAsync(request, cancellationToken).Select(line => line.Time is { } time ? $"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {line.Text}" : line.Text);

    private static LogRequest Request(ClusterRecord cluster, PodInfo pod, string container) => new()
    {
        Namespace = cluster.Namespace,
        Pod = pod.Name,
        Container = container,
        TailLines = MostLines,
        LimitBytes = MostBytes,
        Timestamps = true,
    };
}
