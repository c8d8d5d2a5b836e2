using KubeFate.Service.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Jobs.Work;

/// <summary>
/// Works on jobs as long as the service runs: claims what nobody has, wakes on a signal of this process and looks now and then for what
/// other processes made or left. It begins when the service has started, so that a start waits for nothing of it, and hands its jobs
/// back when the service stops.
/// </summary>
internal sealed class JobWorker(
    JobClaims claims, JobRunner runner, JobSignals signals, JobOptions options, TimeProvider time, ILogger<JobWorker> logger)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _shutdown = new();
    private readonly Dictionary<string, Task> _runs = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private Task _loop = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Begins to work, when everything else runs.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _loop = Task.Run(() => WorkAsync(_shutdown.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Hands the jobs back first of all, so that another worker goes on while this service still says goodbye to its clients.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _shutdown.CancelAsync();
        await WaitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose() => _shutdown.Dispose();

    private async Task WorkAsync(CancellationToken shutdown)
    {
        while (!shutdown.IsCancellationRequested)
        {
            // Taken before the look: a job that is made during it wakes us again.
            var work = signals.NextWork;
            var lookAfter = await LookAsync(shutdown);
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
            await Task.WhenAny(work, Task.Delay(lookAfter, time, waiting.Token));
            await waiting.CancelAsync();
        }
    }

    private async Task<TimeSpan> LookAsync(CancellationToken shutdown)
    {
        try
        {
            var look = new JobLook(time.GetUtcNow(), options.LookInterval, options.LeaseLength, IsRunningHere);
            return await claims.ClaimAsync(look, claim => Run(claim, shutdown), shutdown);
        }
        catch (StorageException e)
        {
            // What was claimed before the failure is ours until its lease ends; then it is found again.
            JobLog.LookFailed(logger, e.Message);
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            // The loop ends.
        }
        catch (Exception e)
        {
            // A fault of ours, or a handler that cannot be made. The loop must live: other jobs may still be claimed.
            JobLog.LookFault(logger, e);
        }

        return options.LookInterval;
    }

    private void Run(Claim claim, CancellationToken shutdown)
    {
        lock (_lock)
        {
            _runs[claim.Job.Uuid] = Task.Run(async () =>
            {
                using (claim.Slot) await runner.RunAsync(claim, shutdown);
                lock (_lock) _runs.Remove(claim.Job.Uuid);
                signals.RaiseWork();
            }, CancellationToken.None);
        }
    }

    private bool IsRunningHere(string jobUuid)
    {
        lock (_lock) return _runs.ContainsKey(jobUuid);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        await _loop.WaitAsync(cancellationToken);
        Task[] runs;
        lock (_lock) runs = [.. _runs.Values];
        await Task.WhenAll(runs).WaitAsync(cancellationToken);
    }
}
