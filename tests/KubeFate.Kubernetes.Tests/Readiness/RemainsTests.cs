using KubeFate.Kubernetes.Readiness;
using KubeFate.Kubernetes.Resources;
using KubeFate.Kubernetes.Watching;

namespace KubeFate.Kubernetes.Tests.Readiness;

/// <summary>What of an uninstalled cluster is still there.</summary>
public sealed class RemainsTests
{
    [Fact]
    public void What_a_Deployment_made_that_is_gone_is_still_there_until_it_is_collected()
    {
        var remains = RemainsReader.Read(new ClusterObjects { Cluster = "fate-9999", ReplicaSets = [Set], Pods = [Pod] });

        Assert.Equal(["ReplicaSet web-1", "Pod web-1-a"], remains.Select(one => $"{one.Kind} {one.Name}"));
    }

    [Fact]
    public void A_ReplicaSet_whose_pod_nobody_has_seen_yet_is_waited_for() =>
        Assert.Equal("ReplicaSet web-1: it goes with its Deployment", Assert.Single(RemainsReader.Read(new ClusterObjects { Cluster = "fate-9999", ReplicaSets = [Set] })).WaitingFor);

    [Fact]
    public void What_stays_and_what_it_made_is_none_of_it() =>
        Assert.Empty(RemainsReader.Read(new ClusterObjects { Cluster = "fate-9999", Deployments = [new Deployment { Metadata = new ObjectMeta { Name = "web", Uid = "web" } }], ReplicaSets = [Set], Pods = [Pod] }));

    private static ReplicaSet Set => new() { Metadata = Made("web-1", by: "web") };

    private static Pod Pod => new() { Metadata = Made("web-1-a", by: "web-1") };

    private static ObjectMeta Made(string name, string by) => new() { Name = name, Uid = name, OwnerReferences = [new OwnerReference { Uid = by, Controller = true }] };
}
