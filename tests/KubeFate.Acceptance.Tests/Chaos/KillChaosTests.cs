namespace KubeFate.Acceptance.Tests.Chaos;

/// <summary>
/// Services killed (SIGKILL) at seeded moments of every kind of job: no job is lost, none is done twice, none runs for ever. How many, and the seed:
/// <see cref="ChaosOptions"/>.
/// </summary>
public sealed class KillChaosTests
{
    /// <summary>Jobs of the small chart take this long without a kill; a kill may also come after the end.</summary>
    private const int LongestDelay = 1800;

    public static TheoryData<string, int> SetUps => ChaosOptions.IsLong
        ? new() { { "sqlite", 1 }, { "mysql", 1 }, { "postgres", 1 }, { "mysql", 2 }, { "postgres", 2 } }
        : new() { { "sqlite", 1 }, { "mysql", 2 } };

    [Theory]
    [MemberData(nameof(SetUps))]
    public async Task A_job_whose_service_is_killed_at_any_moment_ends_as_if_it_were_not(string database, int replicas)
    {
        var random = new Random(ChaosOptions.Seed);
        await using var site = await ChaosSite.OpenAsync(database, replicas);
        var slowest = TimeSpan.Zero;
        var kills = 0;
        for (var round = 0; kills < ChaosOptions.Kills; round++)
        {
            var life = new ChaosRound(site, round);
            foreach (var kind in ChaosRound.Kinds)
            {
                var (delay, victim, killed) = (TimeSpan.FromMilliseconds(random.Next(LongestDelay)), random.Next(replicas), DateTimeOffset.MaxValue);
                var job = await life.RunAsync(kind, async () =>
                {
                    await Task.Delay(delay, TimeProvider.System, TestContext.Current.CancellationToken);
                    killed = await site.KillAsync(victim);
                });
                kills++;
                var after = ChaosRound.After(killed, job);
                if (after > TimeSpan.FromSeconds(10)) ChaosOptions.Report($"  {database} x{replicas}: round {round} {kind} killed after {delay.TotalMilliseconds:0} ms ended {after.TotalSeconds:0.0} s later");
                if (after > slowest) slowest = after;
            }
        }

        ChaosOptions.Report($"kills {database} x{replicas}: seed {ChaosOptions.Seed}, {kills} kills, 0 lost, 0 doubled, 0 running for ever; slowest end after a kill {slowest.TotalSeconds:0.0} s");
    }
}
