using KubeFate.Charts.Tests.Rendering;

namespace KubeFate.Charts.Tests.Faults;

/// <summary>Where images come from: registries, variants, tags that do not float.</summary>
public sealed class ImageTests
{
    [Theory]
    [InlineData("v1.8.0", "", "federatedai/eggroll", "mysql", "fluent/fluent-bit")]
    [InlineData("v1.8.0", "h.com/mirror", "h.com/mirror/eggroll", "h.com/mirror/mysql", "h.com/mirror/fluent-bit")]
    [InlineData("v1.8.0", "h.com/mirror/", "h.com/mirror/eggroll", "h.com/mirror/mysql", "h.com/mirror/fluent-bit")]
    [InlineData("v1.8.0", "127.0.0.1:5000", "127.0.0.1:5000/eggroll", "127.0.0.1:5000/mysql", "127.0.0.1:5000/fluent-bit")]
    [InlineData("v2.0.0", "", "federatedai/eggroll", "mysql", "fluent/fluent-bit")]
    [InlineData("v2.0.0", "h.com/federatedai", "h.com/federatedai/eggroll", "h.com/federatedai/mysql", "h.com/federatedai/fluent-bit")]
    [InlineData("v2.0.0", "h.com/federatedai/", "h.com/federatedai/eggroll", "h.com/federatedai/mysql", "h.com/federatedai/fluent-bit")]
    [InlineData("v2.0.0", "h.com", "h.com/federatedai/eggroll", "h.com/mysql", "h.com/fluent/fluent-bit")]
    [InlineData("v2.0.0", "h.com/", "h.com/federatedai/eggroll", "h.com/mysql", "h.com/fluent/fluent-bit")]
    public async Task A_registry_is_joined_to_every_image_with_one_slash(string release, string registry, params string[] wanted)
    {
        var images = await ImagesAsync(Clusters.Of(release, $"registry: '{registry}'"));
        Assert.All(wanted, image => Assert.Contains(images, actual => actual.StartsWith(image + ":", StringComparison.Ordinal)));
        var prefix = registry.Length > 0 ? registry.TrimEnd('/') + "/" : "";
        Assert.All(images, image => Assert.StartsWith(prefix, image, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Clusters.Releases), MemberType = typeof(Clusters))]
    public async Task No_image_floats(string release) =>
        Assert.All(await ImagesAsync(Clusters.Of(release)), image => Assert.Matches(":[0-9]+\\.[0-9]+\\.[0-9]+(-release)?$", image));

    [Theory]
    [InlineData("NN", "CPU", "-nn")]
    [InlineData("NN", "GPU", "-nn-gpu")]
    [InlineData("Basic", "IPCL", "-ipcl")]
    [InlineData("Basic", "CPU", "")]
    public async Task A_variant_reaches_the_workers_as_well_as_their_manager(string algorithm, string device, string suffix)
    {
        var manifests = await RenderAsync(Clusters.Of("v2.0.0", $"algorithm: {algorithm}\ndevice: {device}"));
        var eggroll = $"federatedai/eggroll{suffix}:2.0.0-release";
        Assert.Equal(eggroll, Image(manifests, "nodemanager", "nodemanager"));
        Assert.Equal(eggroll, Image(manifests, "clustermanager", "clustermanager"));
        Assert.Equal($"federatedai/fateflow{suffix}:2.0.0-release", Image(manifests, "python", "fateflow"));
        Assert.Equal("federatedai/fateboard:2.0.0-release", Image(manifests, "fateboard", "fateboard"));
    }

    [Fact]
    public async Task FATE_1_x_has_an_image_of_its_own_for_neural_networks() =>
        Assert.Equal(
            "federatedai/python-nn:1.8.0-release",
            Image(await RenderAsync(Clusters.Of("v1.8.0", "python: { enabledNN: true }")), "python", "python"));

    [Fact]
    public async Task Nothing_said_means_a_plain_cpu() =>
        Assert.Equal("federatedai/eggroll:2.0.0-release", Image(await RenderAsync(Clusters.Of("v2.0.0")), "nodemanager", "nodemanager"));

    [Fact]
    public async Task Variants_without_images_are_refused() =>
        Assert.Contains(
            "there are no images for NN on IPCL",
            await FateChart.RefuseAsync(Clusters.Of("v2.0.0", "algorithm: NN\ndevice: IPCL"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_tag_of_the_operators_own_is_for_fates_images_only()
    {
        var manifests = await RenderAsync(Clusters.Of("v1.8.0", """
            imageTag: 1.8.1-release
            fateboard: { image: example/board, imageTag: "7" }
            """));
        Assert.Equal("federatedai/python:1.8.1-release", Image(manifests, "python", "python"));
        Assert.Equal("mysql:8.0.28", Image(manifests, "mysql", "mysql"));
        Assert.Equal("example/board:7", Image(manifests, "python", "fateboard"));
    }

    [Fact]
    public async Task Empty_pull_settings_mean_the_defaults()
    {
        var manifests = await RenderAsync(Clusters.Of("v1.8.0", "pullPolicy:\nimagePullSecrets:"));
        Assert.All(manifests.Containers, container => Assert.Equal("IfNotPresent", container["imagePullPolicy"]!.GetValue<string>()));
        Assert.DoesNotContain("imagePullSecrets", manifests.Text, StringComparison.Ordinal);
    }

    private static Task<Manifests> RenderAsync(string clusterYaml) =>
        FateChart.RenderAsync(clusterYaml, TestContext.Current.CancellationToken);

    private static async Task<IReadOnlyList<string>> ImagesAsync(string clusterYaml) =>
        [.. (await RenderAsync(clusterYaml)).Containers.Select(container => container["image"]!.GetValue<string>())];

    private static string Image(Manifests manifests, string workload, string container) =>
        manifests.Container(workload, container)["image"]!.GetValue<string>();
}
