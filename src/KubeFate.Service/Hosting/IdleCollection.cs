using Microsoft.Extensions.Hosting;

namespace KubeFate.Service.Hosting;

/// <summary>
/// Gives memory back when the service has nothing to do. The collector itself looks only when something is allocated: what an install or a
/// first list left behind would stay for as long as nobody asks.
/// </summary>
internal sealed class IdleCollection(TimeProvider time) : BackgroundService
{
    private const long IdleBytes = 512 * 1024;
    private const long WorthBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    /// <summary>How often memory was given back.</summary>
    public int Collections { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (seen, collected) = (Allocated(), 0L);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var now = Allocated();
            if (now - seen < IdleBytes && now - collected > WorthBytes)
            {
                // With nobody waiting it may take its time: some 10 ms, and what it frees goes back to the system at once.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                Collections++;
                collected = now;
            }

            seen = now;
        }
    }

    private static long Allocated() => GC.GetTotalAllocatedBytes();
}
