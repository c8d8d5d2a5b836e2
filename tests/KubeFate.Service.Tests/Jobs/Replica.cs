using KubeFate.Client.Jobs;
using KubeFate.Service.Jobs;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Storage;
using KubeFate.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Service.Tests.Jobs;

/// <summary>One service process, as far as jobs go. Several on one database stand for several replicas, or for one before and after a restart.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Replica(ServiceProvider services) => _services = services;

    public CapturedLog Log => _services.GetRequiredService<CapturedLog>();

    public static async Task<Replica> StartAsync(
        DatabaseOptions database, TimeProvider time, IJobHandler handler, bool works = true, JobOptions? options = null, IJobHandler? other = null)
    {
        var log = new CapturedLog();
        var services = new ServiceCollection()
            .AddSingleton(log)
            .AddLogging(logging => logging.AddProvider(log))
            .AddStorage(database)
            .AddJobs()
            .AddSingleton(options ?? new JobOptions())
            .AddSingleton(time)
            .AddSingleton(handler)
            .AddSingleton(other ?? new FakeHandler((_, _) => Task.FromResult("job run Success")) { Method = JobMethod.ClusterDelete })
            .BuildServiceProvider();
        var replica = new Replica(services);
        // By the system's clock: when replicas start at once, all but one wait for their turn, and a clock that stands would never let them go on.
        await Schemas.Of(replica.Get<Database>(), database).EnsureAsync(TestContext.Current.CancellationToken);
        if (works) await replica.Worker.StartedAsync(TestContext.Current.CancellationToken);
        return replica;
    }

    public IHostedLifecycleService Worker => (IHostedLifecycleService)_services.GetRequiredService<IHostedService>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<JobRecord> AddAsync(string cluster = "cluster-1", TimeSpan? timeLimit = null, string method = JobMethod.ClusterInstall, string creator = "admin") =>
        Get<JobQueue>().AddAsync(
            new NewJob { Method = method, ClusterUuid = cluster, Creator = creator, TimeLimit = timeLimit ?? JobOptions.DefaultTimeLimit },
            null, TestContext.Current.CancellationToken);

    public async Task<JobRecord> ReadAsync(JobRecord job) =>
        await Get<JobStore>().FindAsync(job.Uuid, TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("no such job");

    /// <summary>The job once it is as wanted; fails when it never does.</summary>
    public async Task<JobRecord> ReadUntilAsync(JobRecord job, Func<JobRecord, bool> wanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(HangGuard.Limit);
        while (true)
        {
            if (await ReadAsync(job) is var read && wanted(read)) return read;
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>Advances the clock until the task ends; fails when it never does.</summary>
    public static async Task AdvanceAsync(FakeTimeProvider time, Task until, TimeSpan step)
    {
        for (var left = 3000; !until.IsCompleted && left > 0; left--)
        {
            time.Advance(step);
            await Task.WhenAny(until, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None));
        }

        Assert.True(until.IsCompleted, "it does not come to an end, whatever the clock says");
        await until;
    }

    /// <summary>All events up to the end; fails when the end never comes.</summary>
    public async Task<List<JobEvent>> FollowAsync(JobRecord job, long after = 0)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(HangGuard.Limit);
        var all = new List<JobEvent>();
        await foreach (var e in Get<JobEvents>().FollowAsync(job, after, patience.Token)) all.Add(e);
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await Worker.StoppingAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
