namespace KubeFate.Service.Storage.Changes;

/// <summary>Tells when somebody changed something: this replica's writers at once, those of others when it is asked or within a second.</summary>
internal sealed class ChangeFeed
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private TaskCompletionSource _pulse = NewPulse();

    public ChangeFeed(Database database, TimeProvider time)
    {
        (_database, _time) = (database, time);
        database.Committed += _ => Raise();
    }

    /// <summary>The stamps of this moment, on whatever replica they were written.</summary>
    public ValueTask<ChangeStamps> ReadAsync(CancellationToken cancellationToken) => _database.Changes.ReadAsync(cancellationToken);

    /// <summary>
    /// Waits until something was written in these areas since that look, and answers with the new one: at once for what this replica wrote,
    /// within a second for what another did. A database that is away for a while is waited for.
    /// </summary>
    public async Task<ChangeStamps> WaitAsync(DataAreas areas, ChangeStamps since, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Taken before the look: what is committed after it ends the wait.
            var pulse = NextCommit;
            if (await TryReadAsync(cancellationToken) is { } now && !now.AgreesWith(since, areas)) return now;
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(pulse, Task.Delay(Pause, _time, ending.Token));
            await ending.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private Task NextCommit
    {
        get
        {
            lock (_lock) return _pulse.Task;
        }
    }

    private async Task<ChangeStamps?> TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(cancellationToken);
        }
        catch (StorageException failure) when (failure.IsTransient)
        {
            return null;
        }
    }

    private void Raise()
    {
        lock (_lock)
        {
            _pulse.TrySetResult();
            _pulse = NewPulse();
        }
    }

    private static TaskCompletionSource NewPulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
