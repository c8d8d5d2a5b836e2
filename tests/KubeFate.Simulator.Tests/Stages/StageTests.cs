using KubeFate.Simulator.Stages;

namespace KubeFate.Simulator.Tests.Stages;

public sealed class StageTests
{
    [Theory]
    [InlineData("fast")]
    [InlineData("general")]
    [InlineData("chaos")]
    public void Every_stage_that_comes_along_can_be_read_whatever_the_cluster_runs(string cluster)
    {
        var catalog = StageCatalog.Load(cluster);

        Assert.Equal(["chaos", "claim-unbound", "crash-loop", "fast", "general", "image-pull", "kubelet", "never-ready", "unschedulable"], catalog.Names);
        Assert.All(catalog.Names, name => Assert.NotEmpty(catalog.Plan(catalog.Find(name)!, "Deployment/fate/python").Steps));
    }

    [Fact]
    public void A_cluster_stage_that_is_not_known_is_refused_with_those_that_are()
    {
        var refusal = Assert.Throws<ArgumentException>(() => StageCatalog.Load("slow"));
        Assert.Contains("stage `slow` is not known; the stages are chaos, claim-unbound", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stage: x\nabout: b\nstepz: []", "`stepz` is not known here")]
    [InlineData("stage: x\nabout: b\nsteps: [{ step: a, of: pod, when: { schedule: true } }]", "`schedule` is not known here")]
    [InlineData("stage: x\nabout: b\nsteps: [{ step: a, of: node, when: {} }]", "node is neither pod nor container")]
    [InlineData("stage: x\nabout: b\ndelays: { start: soon }", "soon is no duration")]
    [InlineData("about: b", "`stage` is missing")]
    [InlineData("- a", "a stage is one yaml mapping")]
    public void A_faulty_stage_file_is_refused_with_its_name_and_the_fault(string yaml, string fault)
    {
        var refusal = Assert.Throws<FormatException>(() => StageReader.Read("my.yaml", yaml));
        Assert.StartsWith("stage file my.yaml: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(fault, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_waits_for_a_delay_nobody_tells_is_refused()
    {
        var stage = StageReader.Read("x.yaml", "stage: x\nabout: b\nsteps: [{ step: a, of: pod, when: { deleting: true }, delay: nap }]");
        Assert.Contains("step a waits for `nap`", Assert.Throws<FormatException>(() => new StageCatalog([stage], "x")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("300ms", 300)]
    [InlineData("2s", 2000)]
    [InlineData("1m30s", 90_000)]
    [InlineData("1.5s", 1500)]
    [InlineData("0", 0)]
    public void Durations_are_read_as_go_writes_them(string text, int milliseconds)
    {
        Assert.True(StageDuration.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("-2s")]
    [InlineData("2 s")]
    [InlineData("soon")]
    public void What_is_no_duration_is_told_apart(string text) => Assert.False(StageDuration.TryParse(text, out _));

    [Fact]
    public void A_back_off_begins_with_nothing_and_doubles_up_to_its_limit()
    {
        var delay = new StepDelay { Backoff = TimeSpan.FromSeconds(10), BackoffLimit = TimeSpan.FromMinutes(5) };
        Assert.Equal([0, 10, 20, 40, 80, 160, 300, 300], Enumerable.Range(0, 8).Select(tries => (int)delay.BackoffAfter(tries).TotalSeconds));
        Assert.Equal(["10s", "1m20s", "5m0s"], new[] { 1, 4, 7 }.Select(tries => StageDuration.Format(delay.BackoffAfter(tries))));
    }

    [Fact]
    public void A_readiness_probe_s_delay_is_kept_within_the_stage_s_bounds()
    {
        var delay = new StepDelay { Least = TimeSpan.FromSeconds(1), Most = TimeSpan.FromSeconds(3), Probe = true };
        Assert.Equal(3, delay.Draw(0.1, TimeSpan.FromSeconds(30), 0).TotalSeconds);
        Assert.Equal(2, delay.Draw(0.1, TimeSpan.FromSeconds(2), 0).TotalSeconds);
        Assert.Equal(1, delay.Draw(0.1, TimeSpan.Zero, 0).TotalSeconds);
        Assert.Equal(2, delay.Draw(0.5, null, 0).TotalSeconds);
    }
}
