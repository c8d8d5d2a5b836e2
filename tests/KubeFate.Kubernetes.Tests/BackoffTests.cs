namespace KubeFate.Kubernetes.Tests;

public sealed class BackoffTests
{
    [Fact]
    public void Waits_double_up_to_the_longest_and_begin_anew_after_a_reset()
    {
        var backoff = new Backoff(TimeProvider.System, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30));
        double[] full = [100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000, 30000];
        foreach (var milliseconds in full)
        {
            Assert.InRange(backoff.Next().TotalMilliseconds, milliseconds * 0.75, milliseconds);
        }

        Assert.Equal(full.Length, backoff.Failures);
        backoff.Reset();
        Assert.Equal(0, backoff.Failures);
        Assert.InRange(backoff.Next().TotalMilliseconds, 75, 100);
    }
}
