namespace KubeFate.Service.Jobs.Work;

/// <summary>
/// What one part of this process tells another without asking the database: there is work, this job has news, stop this job. Losing a
/// signal costs time, never a job: whoever waits also looks by himself, slowly.
/// </summary>
internal sealed class JobSignals
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Followed> _followed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Action> _running = new(StringComparer.Ordinal);
    private TaskCompletionSource _work = NewPulse();

    /// <summary>Ends at the next <see cref="RaiseWork"/>. Take it before looking, await it after: nothing is missed between.</summary>
    public Task NextWork
    {
        get
        {
            lock (_lock) return _work.Task;
        }
    }

    /// <summary>There is a job to claim, or room to claim one.</summary>
    public void RaiseWork()
    {
        lock (_lock)
        {
            _work.TrySetResult();
            _work = NewPulse();
        }
    }

    /// <summary>This job has new events.</summary>
    public void Raise(string jobUuid)
    {
        lock (_lock)
        {
            if (!_followed.TryGetValue(jobUuid, out var followed)) return;
            followed.Pulse.TrySetResult();
            followed.Pulse = NewPulse();
        }
    }

    /// <summary>Watches for events of a job until the answer is disposed of.</summary>
    public Follower Follow(string jobUuid)
    {
        lock (_lock)
        {
            if (!_followed.TryGetValue(jobUuid, out var followed)) _followed[jobUuid] = followed = new Followed();
            followed.Followers++;
            return new Follower(this, jobUuid, followed);
        }
    }

    /// <summary>This process runs that job until the answer is disposed of; <paramref name="stop"/> is called when somebody asks to stop it.</summary>
    public IDisposable Running(string jobUuid, Action stop)
    {
        lock (_lock) _running[jobUuid] = stop;
        return new Runner(this, jobUuid);
    }

    /// <summary>Whether this process runs that job, so that its news arrive as signals.</summary>
    public bool IsRunningHere(string jobUuid)
    {
        lock (_lock) return _running.ContainsKey(jobUuid);
    }

    /// <summary>Tells the run in this process, if there is one, that a stop was requested.</summary>
    public void RequestStop(string jobUuid)
    {
        Action? stop;
        lock (_lock) _running.TryGetValue(jobUuid, out stop);
        stop?.Invoke();
    }

    private static TaskCompletionSource NewPulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Runner(JobSignals signals, string jobUuid) : IDisposable
    {
        public void Dispose()
        {
            lock (signals._lock) signals._running.Remove(jobUuid);
        }
    }

    internal sealed class Followed
    {
        public int Followers { get; set; }

        public TaskCompletionSource Pulse { get; set; } = NewPulse();
    }

    /// <summary>One watch of a job's events.</summary>
    internal sealed class Follower(JobSignals signals, string jobUuid, Followed followed) : IDisposable
    {
        /// <summary>Ends when events were written after this was asked for.</summary>
        public Task Next
        {
            get
            {
                lock (signals._lock) return followed.Pulse.Task;
            }
        }

        public void Dispose()
        {
            lock (signals._lock)
            {
                if (--followed.Followers == 0) signals._followed.Remove(jobUuid);
            }
        }
    }
}
