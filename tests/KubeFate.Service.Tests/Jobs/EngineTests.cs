using KubeFate.Service.Jobs;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Storage.Servers;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Service.Tests.Jobs;

/// <summary>A database to run jobs on, and replicas of the service that end with the test.</summary>
public abstract class EngineTests(DatabaseServers servers, DatabaseType type) : IAsyncLifetime
{
    private readonly List<Replica> _replicas = [];

    private protected static DateTimeOffset Noon { get; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>For tests that let hours pass in a moment: no lease ends while its renewal still talks to the database.</summary>
    private protected static JobOptions LongLease { get; } = new() { LeaseLength = TimeSpan.FromDays(2) };

    private protected FakeTimeProvider Time { get; } = new(Noon);

    private protected DatabaseOptions Database { get; private set; } = new();

    public async ValueTask InitializeAsync() => Database = await servers.RentAsync(type, GetType().Name, Cancel);

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas) await replica.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<Replica> StartAsync(IJobHandler handler, FakeTimeProvider? time = null, bool works = true, JobOptions? options = null)
    {
        var replica = await Replica.StartAsync(Database, time ?? Time, handler, works, options);
        lock (_replicas) _replicas.Add(replica);
        return replica;
    }

    private protected Task<Replica> StartAsync(Func<JobContext, CancellationToken, Task<string>> run) => StartAsync(new FakeHandler(run));
}
