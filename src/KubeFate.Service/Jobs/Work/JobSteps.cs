using System.Text.Json;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using LinqToDB;

namespace KubeFate.Service.Jobs.Work;

/// <summary>
/// Runs the steps of a job: intent first, then the effect, then its result. A step that is recorded as finished is not run again, whoever
/// resumes; any other is, so every step's effect must be safe to repeat.
/// </summary>
internal sealed class JobSteps(JobRecord job, IEnumerable<JobStepRecord> steps, LeasedWriter writer, StateLines states, JobWaits waits, TimeProvider time)
{
    private readonly Dictionary<string, JobStepRecord> _steps = steps.ToDictionary(s => s.Name, StringComparer.Ordinal);

    /// <summary>The step's result: the recorded one, or that of running it now, in a slot unless it only waits.</summary>
    public async Task<T> RunAsync<T>(
        string name, Func<CancellationToken, Task<T>> work, StepRecording<T>? recording, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_steps.TryGetValue(name, out var known) && known.Status == StepStatus.Finished) return Read<T>(known);
        var rests = recording?.OnlyWaits == true;
        if (rests) waits.Rest();
        else await waits.WorkAsync(cancellationToken);

        // If we die here: nothing is known of the step; the next worker begins it.
        FaultPoint.Hit(name, FaultMoment.Before);
        var step = await StartAsync(name, cancellationToken);

        // If we die here: the intent is recorded, the effect has not begun. The next worker cannot know, and runs the step.
        FaultPoint.Hit(name, FaultMoment.Started);
        FaultPoint.Hit(name, FaultMoment.During);
        T result;
        try
        {
            result = await waits.PersistAsync(name, rests, work, cancellationToken);
        }
        catch (Exception e) when (e is not (LeaseLostException or StorageException { IsTransient: true }) && !cancellationToken.IsCancellationRequested)
        {
            await FailAsync(step, JobFailure.From(e, job.Uuid), cancellationToken);
            throw;
        }

        // If we die here: the effect has happened and nobody knows its result. The next worker runs the step again; it finds the effect
        // and only tells its result.
        FaultPoint.Hit(name, FaultMoment.Effect);
        await FinishAsync(step, result, recording);

        // If we die here: the next worker skips the step and goes on with its result.
        FaultPoint.Hit(name, FaultMoment.Finished);
        return result;
    }

    /// <summary>The recorded result; the default when the step has not finished.</summary>
    public T? Finished<T>(string name) => _steps.TryGetValue(name, out var known) && known.Status == StepStatus.Finished ? Read<T>(known) : default;

    /// <summary>Whether the step was ever started.</summary>
    public bool HasBegun(string name) => _steps.ContainsKey(name);

    private async Task<JobStepRecord> StartAsync(string name, CancellationToken cancellationToken)
    {
        var again = _steps.TryGetValue(name, out var known);
        var step = new JobStepRecord
        {
            JobId = job.Id,
            Name = name,
            Ordinal = known?.Ordinal ?? _steps.Count + 1,
            Status = StepStatus.Started,
            Attempt = job.Attempt,
            StartedAt = known?.StartedAt ?? time.GetUtcNow(),
        };
        await SaveAsync(step, null, again ? "started again" : "started", cancellationToken);
        return step;
    }

    // A stop or the time limit does not keep a result from being recorded: the effect has happened. Only a lost lease does.
    private Task FinishAsync<T>(JobStepRecord step, T result, StepRecording<T>? recording)
    {
        var now = time.GetUtcNow();
        var finished = step with { Status = StepStatus.Finished, FinishedAt = now, Result = JsonSerializer.Serialize(result) };
        var state = recording?.State?.Invoke(result);
        if (state is not null) states.Add(state);
        return SaveAsync(finished, async (db, cancel) =>
        {
            if (state is not null) await states.SaveAsync(db, cancel);
            if (recording?.Alongside is { } alongside) await alongside(db, result, cancel);
        }, $"finished after {(now - step.StartedAt).TotalSeconds:0.0} s", writer.Lost);
    }

    private Task FailAsync(JobStepRecord step, JobFailure failure, CancellationToken cancellationToken) =>
        SaveAsync(
            step with { Status = StepStatus.Failed, FinishedAt = time.GetUtcNow(), Result = JsonSerializer.Serialize(failure) },
            null, $"failed: {failure.Message}", cancellationToken);

    private async Task SaveAsync(
        JobStepRecord step, Func<StorageConnection, CancellationToken, Task>? alongside, string what, CancellationToken cancellationToken)
    {
        var message = $"{step.Name.Replace('-', ' ')} {what}";
        await writer.WriteAsync(async (db, cancel) =>
        {
            // Update, then insert: right the second time too, when the answer to a commit was lost and the write is tried again.
            if (await db.UpdateAsync(step, token: cancel) == 0) await db.InsertAsync(step, token: cancel);
            if (alongside is not null) await alongside(db, cancel);
        }, [JobEventRecords.Step(time.GetUtcNow(), step.Name, step.Status, message)], cancellationToken);
        _steps[step.Name] = step;
    }

    private static T Read<T>(JobStepRecord step) => JsonSerializer.Deserialize<T>(step.Result ?? "null")!;
}
