using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;

namespace KubeFate.Simulator.Tests.Controllers;

public sealed class ClaimTests
{
    private const string Disk = """
        metadata: { name: disk }
        spec:
          capacity: { storage: 5Gi }
          accessModes: [ReadWriteOnce]
          persistentVolumeReclaimPolicy: Retain
          storageClassName: ''
        """;

    [Fact]
    public async Task A_claim_of_the_default_class_is_bound_to_a_new_volume()
    {
        await using var cluster = await TestCluster.StartAsync();
        var claim = await cluster.CreateAsync(ResourceCatalog.PersistentVolumeClaims, Claim("data", "simulated"));

        Assert.Equal("Bound", claim.Text("status", "phase"));
        Assert.Equal("2Gi", claim.Text("status", "capacity", "storage"));
        var volume = Assert.Single(cluster.All(ResourceCatalog.PersistentVolumes));
        Assert.Equal(volume.Name(), claim.Text("spec", "volumeName"));
        Assert.Equal("Bound", volume.Text("status", "phase"));

        await cluster.DeleteAsync(ResourceCatalog.PersistentVolumeClaims, "data");
        Assert.Empty(cluster.All(ResourceCatalog.PersistentVolumes));
    }

    [Fact]
    public async Task A_claim_of_an_unknown_class_stays_pending_until_the_class_is_there()
    {
        await using var cluster = await TestCluster.StartAsync();
        var claim = await cluster.CreateAsync(ResourceCatalog.PersistentVolumeClaims, Claim("data", "nfs"));

        Assert.NotEqual("Bound", claim.Text("status", "phase"));
        Assert.Contains("ProvisioningFailed: storageclass.storage.k8s.io \"nfs\" not found", cluster.Events());

        await CreateClassAsync(cluster, "nfs", "Retain", "Immediate");
        Assert.Equal("Bound", cluster.Get(ResourceCatalog.PersistentVolumeClaims, "data").Text("status", "phase"));

        await cluster.DeleteAsync(ResourceCatalog.PersistentVolumeClaims, "data");
        Assert.Equal("Released", Assert.Single(cluster.All(ResourceCatalog.PersistentVolumes)).Text("status", "phase"));
    }

    [Fact]
    public async Task A_claim_grows_where_its_class_lets_it()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(
            ResourceCatalog.StorageClasses, "{ metadata: { name: growing }, provisioner: example.com/disk, volumeBindingMode: Immediate, allowVolumeExpansion: true }");
        await cluster.CreateAsync(ResourceCatalog.PersistentVolumeClaims, Claim("data", "growing"));

        await cluster.UpdateAsync(ResourceCatalog.PersistentVolumeClaims, "data", claim => claim.Child("spec", "resources", "requests")["storage"] = "9Gi");

        Assert.Equal("9Gi", cluster.Get(ResourceCatalog.PersistentVolumeClaims, "data").Text("status", "capacity", "storage"));
        Assert.Equal("9Gi", Assert.Single(cluster.All(ResourceCatalog.PersistentVolumes)).Text("spec", "capacity", "storage"));
    }

    [Fact]
    public async Task A_volume_made_beforehand_is_taken()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.PersistentVolumes, Disk);
        Assert.Equal("Available", cluster.Get(ResourceCatalog.PersistentVolumes, "disk").Text("status", "phase"));

        var claim = await cluster.CreateAsync(ResourceCatalog.PersistentVolumeClaims, Claim("data", ""));
        Assert.Equal("disk", claim.Text("spec", "volumeName"));
        Assert.Equal("5Gi", claim.Text("status", "capacity", "storage"));
    }

    [Fact]
    public async Task A_class_can_wait_for_the_first_pod()
    {
        await using var cluster = await TestCluster.StartAsync();
        await CreateClassAsync(cluster, "local", "Delete", "WaitForFirstConsumer");
        await cluster.CreateAsync(ResourceCatalog.PersistentVolumeClaims, Claim("data", "local"));
        Assert.Contains("WaitForFirstConsumer: waiting for first consumer to be created before binding", cluster.Events());

        await cluster.CreateAsync(ResourceCatalog.Pods, User("data"));
        Assert.Equal("Bound", cluster.Get(ResourceCatalog.PersistentVolumeClaims, "data").Text("status", "phase"));
        Assert.Equal("Running", cluster.Get(ResourceCatalog.Pods, "toy").Text("status", "phase"));
    }

    [Fact]
    public async Task A_claim_in_use_goes_only_after_its_pod()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.CreateAsync(ResourceCatalog.StatefulSets, Examples.StatefulSet());
        await cluster.DeleteAsync(ResourceCatalog.PersistentVolumeClaims, "data-mysql-0");
        Assert.True(cluster.Get(ResourceCatalog.PersistentVolumeClaims, "data-mysql-0").IsDeleting());

        await cluster.DeleteAsync(ResourceCatalog.StatefulSets, "mysql");
        Assert.Null(cluster.Find(ResourceCatalog.PersistentVolumeClaims, "data-mysql-0"));
    }

    [Fact]
    public async Task A_pod_whose_claim_does_not_exist_says_so()
    {
        await using var cluster = await TestCluster.StartAsync();
        var pod = await cluster.CreateAsync(ResourceCatalog.Pods, User("data"));
        var message = pod.Condition("PodScheduled").Text("message");
        Assert.StartsWith("0/1 nodes are available: persistentvolumeclaim \"data\" not found.", message, StringComparison.Ordinal);

        await cluster.CreateAsync(ResourceCatalog.PersistentVolumeClaims, Claim("data", "simulated"));
        Assert.Equal("Running", cluster.Get(ResourceCatalog.Pods, "toy").Text("status", "phase"));
    }

    private static Task<JsonObject> CreateClassAsync(TestCluster cluster, string name, string reclaims, string binds) => cluster.CreateAsync(
        ResourceCatalog.StorageClasses,
        $"{{ metadata: {{ name: {name} }}, provisioner: example.com/{name}, reclaimPolicy: {reclaims}, volumeBindingMode: {binds} }}");

    private static string User(string claim) => Examples.Pod(extra: $"volumes: [{{ name: data, persistentVolumeClaim: {{ claimName: {claim} }} }}]");

    private static string Claim(string name, string storageClass) => $$"""
        metadata: { name: {{name}}, finalizers: [kubernetes.io/pvc-protection] }
        spec: { storageClassName: '{{storageClass}}', accessModes: [ReadWriteOnce], resources: { requests: { storage: 2Gi } } }
        status: { phase: Pending }
        """;
}
