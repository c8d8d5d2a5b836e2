using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Stages;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Tests.Controllers;

public sealed class OwnershipTests
{
    [Fact]
    public async Task What_a_deployment_made_goes_after_it()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment(replicas: 2));

        await cluster.DeleteAsync(ResourceCatalog.Deployments, "python");

        Assert.Empty(cluster.All(ResourceCatalog.ReplicaSets));
        Assert.Empty(cluster.Pods);
    }

    [Fact]
    public async Task In_the_foreground_the_owner_goes_last()
    {
        await using var cluster = await TestCluster.StartAsync("general");
        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment());
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(10));

        await cluster.DeleteAsync(ResourceCatalog.Deployments, "python", Propagation.Foreground);
        Assert.True(cluster.Get(ResourceCatalog.Deployments, "python").IsDeleting());
        Assert.True(Assert.Single(cluster.All(ResourceCatalog.ReplicaSets)).IsDeleting());

        await cluster.AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.Null(cluster.Find(ResourceCatalog.Deployments, "python"));
        Assert.Empty(cluster.Pods);
    }

    [Fact]
    public async Task Orphans_stay_and_a_new_owner_takes_them_over()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment());
        var pod = Assert.Single(cluster.Pods).Uid();

        await cluster.DeleteAsync(ResourceCatalog.Deployments, "python", Propagation.Orphan);
        Assert.Null(cluster.Find(ResourceCatalog.Deployments, "python"));
        Assert.Null(Assert.Single(cluster.All(ResourceCatalog.ReplicaSets)).At("metadata", "ownerReferences"));

        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment());
        Assert.Equal(pod, Assert.Single(cluster.Pods).Uid());
        Assert.Single(cluster.All(ResourceCatalog.ReplicaSets));
    }

    [Fact]
    public async Task What_refers_to_an_owner_that_is_not_there_goes()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Store.Create(
            new(ResourceCatalog.ConfigMaps, TestCluster.Ns, "left"),
            StageYaml.Read("metadata: { ownerReferences: [{ apiVersion: v1, kind: Secret, name: gone, uid: none }] }"));
        await cluster.SettleAsync();

        Assert.Null(cluster.Find(ResourceCatalog.ConfigMaps, "left"));
    }

    [Fact]
    public async Task A_namespace_is_emptied_and_then_goes_itself()
    {
        await using var cluster = await TestCluster.StartAsync("general");
        await cluster.CreateAsync(ResourceCatalog.Deployments, Examples.Deployment());
        await cluster.CreateAsync(ResourceCatalog.StatefulSets, Examples.StatefulSet());
        await cluster.AdvanceAsync(TimeSpan.FromSeconds(10));

        await cluster.DeleteAsync(ResourceCatalog.Namespaces, TestCluster.Ns);
        var ns = cluster.Get(ResourceCatalog.Namespaces, TestCluster.Ns);
        Assert.Equal("Terminating", ns.Text("status", "phase"));
        Assert.Contains(ns.Items("status", "conditions"), condition => condition.Text("type") == "NamespaceContentRemaining"
            && condition.Text("status") == "True");

        await cluster.AdvanceAsync(TimeSpan.FromSeconds(3));
        Assert.Null(cluster.Find(ResourceCatalog.Namespaces, TestCluster.Ns));
        Assert.DoesNotContain(cluster.Store.All(), entry => entry.Key.Namespace == TestCluster.Ns);
        Assert.Empty(cluster.All(ResourceCatalog.PersistentVolumes));
    }

    [Fact]
    public async Task A_finalizer_in_the_namespace_holds_it_and_is_named()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.ConfigMaps, "metadata: { name: held, finalizers: [example.com/hold] }");
        await cluster.DeleteAsync(ResourceCatalog.Namespaces, TestCluster.Ns);

        var remaining = cluster.Get(ResourceCatalog.Namespaces, TestCluster.Ns)
            .Items("status", "conditions").Single(condition => condition.Text("type") == "NamespaceFinalizersRemaining");
        Assert.Equal("Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances", remaining.Text("message"));

        await cluster.UpdateAsync(ResourceCatalog.ConfigMaps, "held", item => item.RemoveFinalizer("example.com/hold"));
        Assert.Null(cluster.Find(ResourceCatalog.Namespaces, TestCluster.Ns));
    }

    [Fact]
    public async Task Every_namespace_has_a_default_service_account()
    {
        await using var cluster = await TestCluster.StartAsync();
        Assert.NotNull(cluster.Find(ResourceCatalog.ServiceAccounts, "default"));

        await cluster.DeleteAsync(ResourceCatalog.ServiceAccounts, "default");
        Assert.NotNull(cluster.Find(ResourceCatalog.ServiceAccounts, "default"));
    }
}
