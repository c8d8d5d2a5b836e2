using KubeFate.Kubernetes;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Jobs.Work;

/// <summary>Tries a write again while the database is locked or restarting, for as long as the lease lasts.</summary>
internal static class StorageRetry
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Runs until it succeeds, fails for good, or the token is cancelled. A commit whose answer was lost is done twice: callers write so
    /// that this does no harm (at worst an event appears twice).
    /// </summary>
    public static async Task RunAsync(Func<CancellationToken, Task> write, TimeProvider time, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(time, FirstPause, LongestPause);
        while (true)
        {
            try
            {
                await write(cancellationToken);
                return;
            }
            catch (StorageException e) when (e.IsTransient)
            {
                await backoff.WaitAsync(null, cancellationToken);
            }
        }
    }
}
