using CsCheck;
using KubeFate.Simulator.Controllers.Deployments;
using KubeFate.Simulator.Stages;

namespace KubeFate.Simulator.Tests.Controllers;

public sealed class RolloutTests
{
    [Theory]
    [InlineData(4, "25%", "25%", 1, 1)]
    [InlineData(1, "25%", "25%", 1, 0)]
    [InlineData(10, "3", "0", 3, 0)]
    [InlineData(3, "0", "10%", 0, 1)]
    public void Percentages_are_rounded_up_for_the_surge_and_down_for_what_may_be_missing(int replicas, string surge, string unavailable, int maxSurge, int maxUnavailable)
    {
        var deployment = StageYaml.Read($"spec: {{ replicas: {replicas}, strategy: {{ rollingUpdate: {{ maxSurge: {surge}, maxUnavailable: {unavailable} }} }} }}");
        Assert.Equal(new Rollout(replicas, maxSurge, maxUnavailable), Rollout.Of(deployment));
    }

    [Fact]
    public void From_any_state_a_step_keeps_within_the_bounds() => Gen.Select(Gen.Int[0, 12], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[0, 12])
        .Where((_, surge, unavailable, _, _, _) => surge + unavailable > 0)
        .Sample((replicas, surge, unavailable, size, oldSize, ready) =>
        {
            var rollout = new Rollout(replicas, surge, Math.Min(unavailable, replicas));
            var grown = rollout.NewSize(size, size + oldSize);
            Assert.True(grown <= Math.Max(replicas, size));
            Assert.True(grown <= size || grown + oldSize <= replicas + surge);

            var (available, newAvailable) = (Math.Min(ready, oldSize), Math.Min(ready, size));
            var shrunk = rollout.OldSizes([(oldSize, available)], size, newAvailable).Single();
            Assert.InRange(shrunk, 0, oldSize);
            var kept = Math.Min(shrunk, available) + newAvailable;
            Assert.True(kept >= Math.Min(available + newAvailable, replicas - rollout.MaxUnavailable));
        });

    [Fact]
    public void Pods_that_are_of_no_use_go_before_those_that_serve()
    {
        var rollout = new Rollout(4, 1, 1);
        Assert.Equal([0, 3], rollout.OldSizes([(2, 0), (3, 3)], 0, 0));
    }
}
