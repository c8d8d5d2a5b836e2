using KubeFate.Client.Jobs;
using KubeFate.Service.Jobs.Records;
using KubeFate.Service.Jobs.Work;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Storage.Servers;

namespace KubeFate.Service.Tests.Jobs;

/// <summary>Events of jobs that ended long ago go; the jobs stay.</summary>
public abstract class EventPurgeTests(DatabaseServers servers, DatabaseType type) : EngineTests(servers, type)
{
    [Fact]
    public async Task Events_and_steps_go_when_their_time_is_over_and_who_follows_the_job_still_learns_its_end()
    {
        var replica = await StartAsync(async (job, cancel) =>
        {
            await job.RunStepAsync("first", _ => Task.CompletedTask, null, cancel);
            return "job run Success";
        });
        var old = await replica.AddAsync();
        await replica.FollowAsync(old);
        await replica.Worker.StoppingAsync(Cancel); // no lease has to outlive three months
        var purge = replica.Get<EventPurge>();

        Time.Advance(TimeSpan.FromDays(89));
        Assert.Equal(0, await purge.PurgeAsync(Cancel));
        var second = await StartAsync(async (job, cancel) =>
        {
            await job.RunStepAsync("first", _ => Task.CompletedTask, null, cancel);
            return "job run Success";
        });
        var young = await second.AddAsync("cluster-2");
        await second.FollowAsync(young);
        await second.Worker.StoppingAsync(Cancel);
        Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(1, await purge.PurgeAsync(Cancel));
        Assert.Equal(0, await purge.PurgeAsync(Cancel));
        Assert.Equal(JobEventType.End, Assert.Single(await replica.FollowAsync(old)).Type);
        Assert.Empty(await replica.Get<JobStore>().ListStepsAsync(old.Id, Cancel));
        Assert.Equal("Success", (await replica.ReadAsync(old)).Status.ToString());
        Assert.Equal(5, (await replica.FollowAsync(young)).Count);
    }

    [Fact]
    public async Task A_job_that_has_not_ended_keeps_its_events_however_old()
    {
        var replica = await StartAsync(new FakeHandler((_, _) => Task.FromResult("")), works: false);
        var waiting = await replica.AddAsync();
        Time.Advance(TimeSpan.FromDays(400));
        Assert.Equal(0, await replica.Get<EventPurge>().PurgeAsync(Cancel));
        Assert.Single(await replica.Get<JobEventStore>().ReadAsync(waiting.Id, 0, 10, Cancel));
    }
}

public sealed class SqliteEventPurgeTests(DatabaseServers servers) : EventPurgeTests(servers, DatabaseType.Sqlite);

public sealed class MySqlEventPurgeTests(DatabaseServers servers) : EventPurgeTests(servers, DatabaseType.MySql);

public sealed class PostgresEventPurgeTests(DatabaseServers servers) : EventPurgeTests(servers, DatabaseType.Postgres);
