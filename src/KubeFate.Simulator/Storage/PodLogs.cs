using System.Runtime.CompilerServices;

namespace KubeFate.Simulator.Storage;

/// <summary>One line that a container wrote.</summary>
internal sealed record LogEntry(DateTimeOffset Time, string Line);

/// <summary>
/// What simulated containers have written: the stages append, the log route reads. Kept in memory, the newest lines of each container;
/// the run before the last restart is kept too (<c>kubectl logs --previous</c>).
/// </summary>
internal sealed class PodLogs(TimeProvider time, int linesKept = 2000)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string PodUid, string Container), ContainerLog> logs = [];

    /// <summary>Adds a line. The container runs, if it did not.</summary>
    /// <param name="at">When it was written; null: now.</param>
    public void Append(string podUid, string container, string line, DateTimeOffset? at = null)
    {
        lock (gate)
        {
            var log = Open(podUid, container);
            log.Current.Add(new LogEntry(at ?? time.GetUtcNow(), line), linesKept);
            log.Wake();
        }
    }

    /// <summary>The container ended: whoever follows it reaches the end of its log.</summary>
    public void End(string podUid, string container)
    {
        lock (gate)
        {
            var log = Open(podUid, container);
            log.Current.Ended = true;
            log.Wake();
        }
    }

    /// <summary>The container starts again: its log so far becomes the previous one.</summary>
    public void Restart(string podUid, string container)
    {
        lock (gate)
        {
            var log = Open(podUid, container);
            log.Current.Ended = true;
            log.Previous = log.Current;
            log.Current = new LogRun();
            log.Wake();
        }
    }

    /// <summary>The pod is gone: its logs go, and whoever follows them reaches the end.</summary>
    public void Forget(string podUid)
    {
        lock (gate)
        {
            foreach (var (key, log) in logs.Where(entry => entry.Key.PodUid == podUid).ToList())
            {
                log.Current.Ended = true;
                log.Wake();
                logs.Remove(key);
            }
        }
    }

    /// <summary>The lines so far; null when there is no such run of the container.</summary>
    public IReadOnlyList<LogEntry>? Read(string podUid, string container, bool previous)
    {
        lock (gate)
        {
            if (!logs.TryGetValue((podUid, container), out var log)) return previous ? null : [];
            return (previous ? log.Previous : log.Current)?.Entries.ToList();
        }
    }

    /// <summary>
    /// Lines written from now on, until the container ends or the pod is gone. Following begins with the call, not with the first line taken:
    /// who calls it after looking whether the pod is there, and looks again, cannot wait for a pod that went in between.
    /// </summary>
    /// <param name="from">The last line that the reader has, as <see cref="Read"/> gave it; null for none.</param>
    public IAsyncEnumerable<LogEntry> FollowAsync(string podUid, string container, LogEntry? from, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var log = Open(podUid, container);
            return FollowAsync(log, log.Current, from, cancellationToken);
        }
    }

    private async IAsyncEnumerable<LogEntry> FollowAsync(
        ContainerLog log, LogRun run, LogEntry? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var seen = from; ;)
        {
            List<LogEntry> fresh;
            bool ended;
            Task woken;
            lock (gate)
            {
                fresh = run.After(seen);
                (ended, woken) = (run.Ended, log.Woken);
            }

            foreach (var entry in fresh) yield return seen = entry;
            if (fresh.Count > 0) continue;
            if (ended) yield break;
            await woken.WaitAsync(cancellationToken);
        }
    }

    private ContainerLog Open(string podUid, string container)
    {
        if (!logs.TryGetValue((podUid, container), out var log)) logs[(podUid, container)] = log = new ContainerLog();
        return log;
    }

    private sealed class ContainerLog
    {
        private TaskCompletionSource waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public LogRun Current { get; set; } = new();

        public LogRun? Previous { get; set; }

        public Task Woken => waiting.Task;

        public void Wake()
        {
            var woken = waiting;
            waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
            woken.SetResult();
        }
    }

    private sealed class LogRun
    {
        public Queue<LogEntry> Entries { get; } = new();

        public bool Ended { get; set; }

        public void Add(LogEntry entry, int kept)
        {
            Entries.Enqueue(entry);
            if (Entries.Count > kept) Entries.Dequeue();
        }

        // Entries are told apart by reference; one that the bound has dropped means that all that is left is new.
        public List<LogEntry> After(LogEntry? last) =>
            last is not null && Entries.Any(entry => ReferenceEquals(entry, last))
                ? [.. Entries.SkipWhile(entry => !ReferenceEquals(entry, last)).Skip(1)]
                : [.. Entries];
    }
}
