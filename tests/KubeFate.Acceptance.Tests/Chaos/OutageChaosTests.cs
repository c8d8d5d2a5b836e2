using KubeFate.Testing;

namespace KubeFate.Acceptance.Tests.Chaos;

/// <summary>The API server or the database goes away at seeded moments and comes back: every job ends as if nothing had been.</summary>
public sealed class OutageChaosTests
{
    private const int LongestDelay = 1500;

    public static TheoryData<string, string, string> SetUps => ChaosOptions.IsLong
        ? new() { { "kubernetes", "sqlite", Tools.Helm }, { "kubernetes", "sqlite", Tools.OldHelm }, { "database", "mysql", Tools.Helm }, { "database", "postgres", Tools.Helm } }
        : new() { { "kubernetes", "sqlite", Tools.Helm }, { "kubernetes", "sqlite", Tools.OldHelm }, { "database", "postgres", Tools.Helm } };

    [Theory]
    [MemberData(nameof(SetUps))]
    public async Task A_job_that_meets_an_outage_ends_as_if_nothing_had_been(string what, string database, string helm)
    {
        var random = new Random(ChaosOptions.Seed);
        await using var site = await ChaosSite.OpenAsync(database, replicas: 1, helm);
        var gate = what == "database" ? site.Database! : site.Kubernetes!;
        var slowest = TimeSpan.Zero;
        var outages = 0;
        for (var round = 0; outages < ChaosOptions.Outages; round++)
        {
            var life = new ChaosRound(site, round);
            foreach (var kind in ChaosRound.Kinds)
            {
                var (delay, back) = (TimeSpan.FromMilliseconds(random.Next(LongestDelay)), DateTimeOffset.MaxValue);
                var job = await life.RunAsync(kind, outages++ >= ChaosOptions.Outages ? () => Task.CompletedTask : async () =>
                {
                    await Task.Delay(delay, TimeProvider.System, TestContext.Current.CancellationToken);
                    await gate.ShutAsync();
                    await Task.Delay(ChaosOptions.Absence, TimeProvider.System, TestContext.Current.CancellationToken);
                    gate.Open();
                    back = TimeProvider.System.GetUtcNow();
                });
                var after = ChaosRound.After(back, job);
                if (after > slowest) slowest = after;
            }
        }

        ChaosOptions.Report($"outages of {what} on {database}, helm {Path.GetFileName(Path.GetDirectoryName(helm))}: seed {ChaosOptions.Seed}, {ChaosOptions.Outages} of {ChaosOptions.Absence.TotalSeconds:0} s, every job ended as if nothing had been; slowest end after it was back {slowest.TotalSeconds:0.0} s");
    }
}
