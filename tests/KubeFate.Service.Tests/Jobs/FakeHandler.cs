using System.Collections.Concurrent;
using KubeFate.Service.Jobs;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Tests.Jobs;

/// <summary>A handler that does what a test says.</summary>
internal sealed class FakeHandler(Func<JobContext, CancellationToken, Task<string>> run) : IJobHandler
{
    public string Method { get; init; } = JobMethod.ClusterInstall;

    public ConcurrentQueue<JobEnding> Endings { get; } = new();

    public Func<JobContext, JobEnding, CancellationToken, Task> CleanUp { get; init; } = (_, _, _) => Task.CompletedTask;

    public Func<StorageConnection, JobEnding, CancellationToken, Task> RecordEnd { get; init; } = (_, _, _) => Task.CompletedTask;

    public Task<string> RunAsync(JobContext job, CancellationToken cancellationToken) => run(job, cancellationToken);

    public async Task<JobEnding> CleanUpAsync(JobContext job, JobEnding ending, CancellationToken cancellationToken)
    {
        await CleanUp(job, ending, cancellationToken);
        return ending;
    }

    public async Task RecordEndAsync(StorageConnection db, JobRecord job, JobEnding ending, CancellationToken cancellationToken)
    {
        await RecordEnd(db, ending, cancellationToken);
        Endings.Enqueue(ending);
    }
}
