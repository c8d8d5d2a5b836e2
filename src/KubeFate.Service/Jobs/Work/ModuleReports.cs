using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using LinqToDB;

namespace KubeFate.Service.Jobs.Work;

/// <summary>
/// Brings the workloads' reports to the database: only what changed, the first change at once, more of them together after
/// <see cref="Gap"/>. A cluster whose pods flap for an hour costs five transactions a second and some hundred events a module at worst.
/// </summary>
internal sealed class ModuleReports : IAsyncDisposable
{
    /// <summary>The shortest time between two writes.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(200);

    private const string LookPrefix = "checkout Cluster status";

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly JobRecord _job;
    private readonly Dictionary<string, ModuleProgress> _modules;
    private readonly LeasedWriter _writer;
    private readonly StateLines _states;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private DateTimeOffset _lastWrite = DateTimeOffset.MinValue;
    private bool _statesChanged;

    public ModuleReports(JobRecord job, IEnumerable<SubJobRecord> known, LeasedWriter writer, StateLines states, TimeProvider time)
    {
        (_job, _writer, _states, _time) = (job, writer, states, time);
        _modules = known.ToDictionary(s => s.Module, ModuleProgress.Resumed, StringComparer.Ordinal);
        _timer = time.CreateTimer(static self => _ = ((ModuleReports)self!).WriteLaterAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes reports; writes them now, or a moment later together with the next.</summary>
    public async Task ReportAsync(IReadOnlyList<ModuleReport> reports, int look, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            var changed = false;
            foreach (var report in reports) changed |= Take(report, now);
            if (!changed) return;

            _statesChanged |= _states.Replace(LookPrefix, $"{LookPrefix} [{look}]");
            var due = _lastWrite + Gap;
            if (due > now)
            {
                _timer.Change(due - now, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        await FlushAsync(all: false, cancellationToken);
    }

    /// <summary>Writes what is not written yet; with <paramref name="all"/> also the events that were held back.</summary>
    public async Task FlushAsync(bool all, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            var now = _time.GetUtcNow();
            List<(ModuleProgress Module, SubJobRecord Row, JobEventRecord? Event)> batch;
            bool states;
            lock (_lock)
            {
                batch = [.. from m in _modules.Values
                            let told = m.EventDue(now) is { } due && (all || due <= now)
                            where m.IsDirty || told
                            select (m, m.Row, told ? m.Event(now) : null)];
                (states, _statesChanged, _lastWrite) = (_statesChanged, false, now);
            }

            if (batch.Count == 0 && !states) return;
            await _writer.WriteAsync(async (db, cancel) =>
            {
                foreach (var (_, row, _) in batch) await SaveAsync(db, row, cancel);
                if (states) await _states.SaveAsync(db, cancel);
            }, [.. batch.Where(b => b.Event is not null).Select(b => b.Event!)], cancellationToken);
            Written(batch, now);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>The modules that are not ready, each with what it waits for: the evidence of a timeout.</summary>
    public IReadOnlyList<string> Unready()
    {
        lock (_lock)
        {
            return [.. from m in _modules.Values
                       where m.Row.Status != JobStatus.Success
                       orderby m.Row.Module
                       select m.Row.WaitingFor is null ? $"{m.Row.Module} is {m.Row.Condition}" : $"{m.Row.Module}: {m.Row.WaitingFor}"];
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _writing.WaitAsync(CancellationToken.None); // a write that the timer began ends before the lease does
        _writing.Dispose();
    }

    private bool Take(ModuleReport report, DateTimeOffset now)
    {
        if (_modules.TryGetValue(report.Module, out var known)) return known.Take(report, now);

        var ready = ModuleProgress.IsReady(report);
        _modules[report.Module] = ModuleProgress.New(new SubJobRecord
        {
            JobId = _job.Id,
            Module = report.Module,
            Condition = report.Condition,
            WaitingFor = report.WaitingFor,
            Status = ready ? JobStatus.Success : JobStatus.Running,
            StartedAt = _job.StartedAt ?? now,
            EndedAt = ready ? now : null,
        });
        return true;
    }

    private void Written(List<(ModuleProgress Module, SubJobRecord Row, JobEventRecord? Event)> batch, DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (var (module, row, e) in batch) module.Written(row, e is not null, now);

            // Reports that came during the write, and events that were held back: their modules may say nothing more.
            var due = _modules.Values.Any(m => m.IsDirty) ? now : _modules.Values.Min(m => m.EventDue(now));
            if (due is { } next) _timer.Change(next - now < Gap ? Gap : next - now, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task WriteLaterAsync()
    {
        try
        {
            await FlushAsync(all: false, _writer.Lost);
        }
        catch (Exception e) when (e is LeaseLostException or OperationCanceledException or StorageException or ObjectDisposedException)
        {
            // The run is over or will learn it by its next write; what matters is written once more at its end.
        }
    }

    private static async Task SaveAsync(StorageConnection db, SubJobRecord row, CancellationToken cancellationToken)
    {
        if (await db.UpdateAsync(row, token: cancellationToken) == 0) await db.InsertAsync(row, token: cancellationToken);
    }
}
