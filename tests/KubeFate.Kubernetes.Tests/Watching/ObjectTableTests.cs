using KubeFate.Kubernetes.Resources;
using KubeFate.Kubernetes.Watching;

namespace KubeFate.Kubernetes.Tests.Watching;

public sealed class ObjectTableTests
{
    [Fact]
    public void Only_what_is_worth_keeping_is_kept_and_beyond_the_limit_the_oldest_go()
    {
        var table = new ObjectTable<ClusterEvent>(() => { }, one => one.Reason == "Failed", limit: 8);
        table.Replace([]);
        for (var i = 0; i < 20; i++) table.Put(Event(i, "Failed"));
        table.Put(Event(99, "Scheduled"));

        var names = table.All().Select(one => one.Metadata.Name).ToList();
        Assert.InRange(names.Count, 5, 8);
        Assert.Contains("e19", names);
        Assert.DoesNotContain("e0", names);
        Assert.DoesNotContain("e99", names);
    }

    private static ClusterEvent Event(int number, string reason) => new()
    {
        Reason = reason,
        Metadata = new ObjectMeta { Name = $"e{number}", CreationTimestamp = DateTimeOffset.UnixEpoch.AddSeconds(number) },
    };
}
