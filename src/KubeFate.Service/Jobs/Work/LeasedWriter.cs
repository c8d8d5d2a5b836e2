using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Jobs.Work;

/// <summary>The one way in which a running job writes: a transaction that first makes sure of the lease, with the events it causes.</summary>
internal sealed class LeasedWriter(JobLeaseStore store, JobLease lease, string jobUuid, JobSignals signals, TimeProvider time)
{
    /// <summary>Cancelled when the lease is lost.</summary>
    public CancellationToken Lost => lease.Lost;

    /// <summary>The lease it writes under.</summary>
    public LeaseKey Lease => lease.Key;

    /// <summary>
    /// Writes all of it or nothing. Waits out a locked or restarting database. <see cref="LeaseLostException"/> when the lease is lost:
    /// nothing was written then.
    /// </summary>
    public async Task WriteAsync(
        Func<StorageConnection, CancellationToken, Task>? write, IReadOnlyList<JobEventRecord> events, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Lost);
        try
        {
            await StorageRetry.RunAsync(cancel => store.WriteAsync(lease.Key, write, events, cancel), time, either.Token);
        }
        catch (LeaseLostException)
        {
            lease.Lose();
            throw;
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested)
        {
            throw new LeaseLostException();
        }

        if (events.Count > 0) signals.Raise(jobUuid);
    }
}
