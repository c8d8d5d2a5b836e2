using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Jobs.Work;

/// <summary>This worker's lease has ended or is another's: it must touch nothing more.</summary>
internal sealed class LeaseLostException() : Exception("the job's lease is lost");

/// <summary>Holds one job: renews its lease at a third of its length, and tells at once when it is lost or a stop was requested elsewhere.</summary>
internal sealed class JobLease : IAsyncDisposable
{
    private readonly JobLeaseStore _store;
    private readonly TimeSpan _length;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _ended = new();
    private readonly Action _stop;
    private readonly Task _renewal;

    public JobLease(JobLeaseStore store, LeaseKey key, TimeSpan length, Action stop, TimeProvider time, ILogger logger)
    {
        (_store, Key, _length, _stop, _time, _logger) = (store, key, length, stop, time, logger);
        // Also without a word from the database the lease is over after its length: by then another may hold it.
        _lost = new CancellationTokenSource(length, time);
        Lost = _lost.Token;
        _renewal = RenewAsync(_ended.Token);
    }

    /// <summary>Which lease this is.</summary>
    public LeaseKey Key { get; }

    /// <summary>Cancelled when the lease is lost.</summary>
    public CancellationToken Lost { get; }

    /// <summary>A write met no row under this lease.</summary>
    public void Lose() => _lost.Cancel();

    /// <summary>Ends the renewal; the lease itself stays until it is released, ended with its job, or runs out.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewal;
        _ended.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync(CancellationToken ended)
    {
        try
        {
            while (true)
            {
                await Task.Delay(_length / 3, _time, ended);
                if (!await TryRenewAsync(ended)) return;
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private async Task<bool> TryRenewAsync(CancellationToken ended)
    {
        var asked = _time.GetTimestamp();
        try
        {
            switch (await _store.RenewAsync(Key, _length, ended))
            {
                case null:
                    await _lost.CancelAsync();
                    return false;
                case true:
                    _stop();
                    break;
            }

            // The database counted from when we asked at the earliest; so do we.
            var left = _length - _time.GetElapsedTime(asked);
            if (!_lost.IsCancellationRequested && left > TimeSpan.Zero) _lost.CancelAfter(left);
        }
        catch (StorageException e)
        {
            // The next third tries again; if all fail, the lease runs out on both sides.
            JobLog.RenewalFailed(_logger, Key.JobId, e.Message);
        }

        return true;
    }
}
