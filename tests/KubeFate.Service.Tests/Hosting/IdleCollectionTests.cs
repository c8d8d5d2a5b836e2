using KubeFate.Service.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Service.Tests.Hosting;

public sealed class IdleCollectionTests
{
    [Fact]
    public async Task What_was_left_behind_is_given_back_once_nothing_happens_any_more()
    {
        var time = new FakeTimeProvider();
        using var collection = new IdleCollection(time);
        await collection.StartAsync(TestContext.Current.CancellationToken);
        var left = new byte[8 * 1024 * 1024];
        // Other tests allocate beside this one: it waits for a moment in which they do not.
        while (collection.Collections == 0)
        {
            time.Advance(TimeSpan.FromSeconds(3));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        GC.KeepAlive(left);
        await collection.StopAsync(TestContext.Current.CancellationToken);
        Assert.True(collection.Collections > 0);
    }
}
