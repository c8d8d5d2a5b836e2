using System.Net;
using KubeFate.Service.Jobs;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Service.Tests.Jobs;
using KubeFate.Service.Tests.Storage.Servers;
using KubeFate.Testing;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Tests.Storage;

/// <summary>A database server that is killed under running jobs, and comes back.</summary>
public abstract class ServerRestartTests(DatabaseType type) : IAsyncLifetime
{
    private DatabaseServer? _server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DatabaseServer Server => _server ?? throw new InvalidOperationException("not started");

    public async ValueTask InitializeAsync() => _server = await DatabaseServers.StartOwnAsync(type);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_job_outlives_a_restart_of_the_database_server()
    {
        await Server.CreateAsync("restart", Cancel);
        var effects = 0;
        var gate = new Gate();
        var handler = new FakeHandler(async (job, cancel) =>
        {
            await job.RunStepAsync("first", async c =>
            {
                Interlocked.Increment(ref effects);
                await gate.StandAsync(c);
            }, null, cancel);
            await job.RunStepAsync("second", _ => Task.CompletedTask, null, cancel);
            return "job run Success";
        });
        var options = new JobOptions { LeaseLength = TimeSpan.FromMinutes(5), LookInterval = TimeSpan.FromSeconds(1) };
        await using var replica = await Replica.StartAsync(Server.Options("restart"), TimeProvider.System, handler, options: options);
        var job = await replica.AddAsync();
        await gate.Reached;

        await Server.KillAsync();
        gate.Open(); // the step ends while nobody can write that down
        var away = await Assert.ThrowsAsync<StorageException>(() => replica.ReadAsync(job));
        await Server.LaunchAsync(Cancel);
        var events = await replica.FollowAsync(job);

        Assert.Equal((StorageFailure.Unreachable, true), (away.Code, away.IsTransient));
        Assert.Equal(JobStatus.Success, (await replica.ReadAsync(job)).Status);
        Assert.Equal(1, effects);
        Assert.Equal(["first", "second"], events.Where(e => e.Status == "finished").Select(e => e.Step));
    }

    [Fact]
    public async Task A_start_waits_for_a_database_that_is_still_starting()
    {
        await Server.CreateAsync("late", Cancel);
        await Server.KillAsync();
        var log = new CapturedLog();
        var options = Server.Options("late");
        using var database = new Database(options);
        var schema = new Schema(database, options, TimeProvider.System, new Logger<Schema>(new LoggerFactory([log])));

        var starting = schema.EnsureAsync(Cancel);
        while (log.Lines.IsEmpty) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancel);
        await Server.LaunchAsync(Cancel);
        await starting.WaitAsync(HangGuard.Limit, Cancel);

        Assert.Contains("Waiting for the database", log.Lines.First().Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_comes_back_is_used_again_by_the_same_service_and_the_same_token()
    {
        await Server.CreateAsync("whole", Cancel);
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder, options => options with { Database = Server.Options("whole") });
        await service.SignInAsync();
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Post, "v1/user", """{"username":"bob","password":"password-of-bob"}""")).Status);

        await Server.KillAsync();
        foreach (var path in new[] { "v1/user", "v1/cluster", "v1/version" })
        {
            var away = await service.SendAsync(HttpMethod.Get, path);
            Assert.Equal((503, "unreachable"), (away.Status, away.Json["code"]!.GetValue<string>()));
            // PostgreSQL still says goodbye on a connection that was open.
            Assert.Matches("FATECLOUD_DB_HOST|try again", away.Json["error"]!.GetValue<string>());
        }

        using (var login = await service.TrySignInAsync()) Assert.Equal(HttpStatusCode.ServiceUnavailable, login.StatusCode);
        await Server.LaunchAsync(Cancel);

        Assert.Equal(2, (await service.SendAsync(HttpMethod.Get, "v1/user")).Json["data"]!.AsArray().Count);
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Post, "v1/token", """{"name":"after"}""")).Status);
        Assert.Equal("token.create", (await service.SendAsync(HttpMethod.Get, "v1/audit")).Json["data"]![0]!["action"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_its_cure()
    {
        await Server.CreateAsync("known", Cancel);
        var good = Server.Options("known");

        Assert.Contains("FATECLOUD_DB_PASSWORD", await FailureAsync(good with { Password = "wrong" }, StorageFailure.Unreachable), StringComparison.Ordinal);
        Assert.Contains("FATECLOUD_DB_HOST", await FailureAsync(good with { Port = 1 }, StorageFailure.Unreachable), StringComparison.Ordinal);
        await FailureAsync(good with { Name = "unknown" }, StorageFailure.Unreachable);
    }

    private static async Task<string> FailureAsync(DatabaseOptions options, StorageFailure code)
    {
        using var database = new Database(options);
        var failure = await Assert.ThrowsAsync<StorageException>(() => Schemas.Of(database, options).EnsureAsync(Cancel));
        Assert.Equal(code, failure.Code);
        Assert.DoesNotContain("sesame", failure.Message, StringComparison.Ordinal);
        return failure.Message;
    }
}

public sealed class MySqlRestartTests() : ServerRestartTests(DatabaseType.MySql);

public sealed class PostgresRestartTests() : ServerRestartTests(DatabaseType.Postgres);
