using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Jobs.Work;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Jobs;

/// <summary>What is written together with a step's result, in one transaction.</summary>
internal sealed record StepRecording<T>
{
    /// <summary>A line for the job's states, such as <c>helm install Success</c>.</summary>
    public Func<T, string?>? State { get; init; }

    /// <summary>What the result means for other tables.</summary>
    public Func<StorageConnection, T, CancellationToken, Task>? Alongside { get; init; }

    /// <summary>Whether the step waits for others and does nothing itself: it takes no slot.</summary>
    public bool OnlyWaits { get; init; }
}

/// <summary>How one workload stands.</summary>
internal sealed record ModuleReport
{
    /// <summary>The workload's name.</summary>
    public required string Module { get; init; }

    /// <summary><c>Available</c>, <c>Progressing</c> or <c>Unavailable</c>.</summary>
    public required string Condition { get; init; }

    /// <summary>What it waits for, in a sentence; null when it waits for nothing.</summary>
    public string? WaitingFor { get; init; }
}

/// <summary>A running job as its handler sees it. Everything it writes is conditional on the lease; <see cref="LeaseLostException"/> passes through a handler.</summary>
internal sealed class JobContext(JobRecord job, JobSteps steps, ModuleReports modules, StateLines states, LeasedWriter writer, TimeProvider time)
{
    private readonly HashSet<string> _warnings = new(StringComparer.Ordinal);

    /// <summary>The job as it was claimed.</summary>
    public JobRecord Job => job;

    /// <summary>
    /// Runs one recorded, idempotent step and answers its result; when the step finished before, its recorded result without running it.
    /// <paramref name="name"/> is unique in the job, lower case with hyphens (<c>install-release</c>). <paramref name="work"/> runs at least
    /// once, and again after a death before its result was recorded, and after a failure that may pass. The result is kept as JSON.
    /// </summary>
    public Task<T> RunStepAsync<T>(string name, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        steps.RunAsync(name, work, null, cancellationToken);

    /// <inheritdoc cref="RunStepAsync{T}(string, Func{CancellationToken, Task{T}}, CancellationToken)"/>
    public Task<T> RunStepAsync<T>(string name, Func<CancellationToken, Task<T>> work, StepRecording<T> recording, CancellationToken cancellationToken) =>
        steps.RunAsync(name, work, recording, cancellationToken);

    /// <summary>A step without a result.</summary>
    public Task RunStepAsync(string name, Func<CancellationToken, Task> work, string? state, CancellationToken cancellationToken) =>
        steps.RunAsync(name, async cancel =>
        {
            await work(cancel);
            return true;
        }, new StepRecording<bool> { State = _ => state }, cancellationToken);

    /// <summary>A step that waits for others and does nothing itself: other jobs may have the slot meanwhile.</summary>
    public Task WaitStepAsync(string name, Func<CancellationToken, Task> wait, CancellationToken cancellationToken) =>
        steps.RunAsync(name, async cancel =>
        {
            await wait(cancel);
            return true;
        }, new StepRecording<bool> { OnlyWaits = true }, cancellationToken);

    /// <summary>The recorded result of a step that has finished; the default of <typeparamref name="T"/> when it has not.</summary>
    public T? Finished<T>(string name) => steps.Finished<T>(name);

    /// <summary>Whether a step was ever started: its effect may have happened, wholly or in part.</summary>
    public bool HasBegun(string name) => steps.HasBegun(name);

    /// <summary>Adds a line to the job's states unless it is there already.</summary>
    public async Task AddStateAsync(string line, CancellationToken cancellationToken)
    {
        if (states.Add(line)) await writer.WriteAsync(states.SaveAsync, [], cancellationToken);
    }

    /// <summary>
    /// Tells how the workloads stand. What has not changed is not written; what changes often is written a few times a second at most, and
    /// the events of one that never comes to rest get rarer. <paramref name="look"/> counts the looks: the states' line
    /// <c>checkout Cluster status [N]</c>.
    /// </summary>
    public Task ReportModulesAsync(IReadOnlyList<ModuleReport> reports, int look, CancellationToken cancellationToken) =>
        modules.ReportAsync(reports, look, cancellationToken);

    /// <summary>Tells the user something that stops nothing. The same words only once.</summary>
    public async Task WarnAsync(string message, CancellationToken cancellationToken)
    {
        if (_warnings.Add(message)) await writer.WriteAsync(null, [JobEventRecords.Warning(time.GetUtcNow(), message)], cancellationToken);
    }

    /// <summary>Writes to other tables, conditional on the lease. Written so that doing it again changes nothing: it belongs to no step.</summary>
    public Task WriteAsync(Func<StorageConnection, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        writer.WriteAsync(write, [], cancellationToken);
}
