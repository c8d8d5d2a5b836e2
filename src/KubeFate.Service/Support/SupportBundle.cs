using KubeFate.Kubernetes;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Service.Masking;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Support;

/// <summary>
/// Writes a bundle part by part while it is read: no part is in memory as a whole but one page, one line or one file of helm's. Whatever
/// cannot be had stands in the bundle as its reason; only a client that leaves ends it early.
/// </summary>
internal sealed class SupportBundle(
    BundleRooms rooms, ServiceOptions options, Lazy<KubernetesGateway> kubernetes, TimeProvider time, ILogger<SupportBundle> logger)
{
    // Asked once at the beginning: a Kubernetes that is away would else be waited for by every part.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task WriteAsync(Stream destination, IReadOnlyList<ClusterRecord> clusters, string user, CancellationToken cancellationToken)
    {
        var mask = new SecretMask();
        mask.Learn(options.UserPassword);
        mask.Learn(options.Database.Password);
        mask.Learn(options.Repository.Password);
        var archive = await BundleArchive.OpenAsync(destination, mask, time, logger, cancellationToken);
        var absence = await AbsenceAsync(cancellationToken);
        await rooms.Service.WriteAsync(archive, cancellationToken);
        foreach (var cluster in clusters) await WriteAsync(archive, cluster, absence, cancellationToken);
        await archive.FinishAsync(user, clusters, cancellationToken);
    }

    private async Task WriteAsync(BundleArchive archive, ClusterRecord cluster, Exception? absence, CancellationToken cancellationToken)
    {
        var folder = BundleArchive.Folder(cluster);
        // The spec and helm first: from them the mask learns what must not stand in the logs.
        await rooms.Jobs.WriteSpecAsync(archive, folder, cluster, cancellationToken);
        if (cluster.DeletedAt is null) await rooms.Helm.WriteAsync(archive, folder, cluster, absence, cancellationToken);
        await rooms.Jobs.WriteAsync(archive, folder, cluster, cancellationToken);
        if (cluster.DeletedAt is not null) return;
        await rooms.Kubernetes.WriteAsync(archive, folder, cluster, absence, cancellationToken);
        await rooms.Logs.WriteAsync(archive, folder, cluster, absence, cancellationToken);
    }

    /// <summary>Why Kubernetes cannot be asked; null when it answers.</summary>
    private async Task<Exception?> AbsenceAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await kubernetes.Value.GetVersionAsync(either.Token);
            return null;
        }
        catch (Exception failure) when (failure is KubernetesException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return failure is KubernetesException ? failure : new TimeoutException("Kubernetes did not answer in time", failure);
        }
    }
}

/// <summary>Where the parts come from.</summary>
internal sealed record BundleRooms(ServiceParts Service, JobParts Jobs, HelmParts Helm, KubernetesParts Kubernetes, LogParts Logs);
