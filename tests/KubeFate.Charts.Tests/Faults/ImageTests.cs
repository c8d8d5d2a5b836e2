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
    [InlineData("2.0.0", "NN", "CPU", "-nn")]
    [InlineData("2.0.0", "NN", "GPU", "-nn-gpu")]
    [InlineData("2.0.0", "Basic", "IPCL", "-ipcl")]
    [InlineData("2.0.0", "Basic", "CPU", "")]
    [InlineData("1.11.2", "NN", "CPU", "-nn")]
    [InlineData("1.11.2", "ALL", "GPU", "-all-gpu")]
    public async Task A_variant_reaches_the_workers_as_well_as_their_manager(string version, string algorithm, string device, string suffix)
    {
        var manifests = await RenderAsync(Clusters.Of("v" + version, $"algorithm: {algorithm}\ndevice: {device}"));
        var eggroll = $"federatedai/eggroll{suffix}:{version}-release";
        Assert.Equal(eggroll, Image(manifests, "nodemanager", "nodemanager"));
        Assert.Equal(eggroll, Image(manifests, "clustermanager", "clustermanager"));
        Assert.Equal($"federatedai/fateflow{suffix}:{version}-release", Image(manifests, "python", "fateflow"));
        Assert.Equal($"federatedai/fateboard:{version}-release", Image(manifests, "fateboard", "fateboard"));
    }

    [Fact]
    public async Task FATE_1_x_has_an_image_of_its_own_for_neural_networks() =>
        Assert.Equal(
            "federatedai/python-nn:1.8.0-release",
            Image(await RenderAsync(Clusters.Of("v1.8.0", "python: { enabledNN: true }")), "python", "python"));

    [Fact]
    public async Task Nothing_said_means_a_plain_cpu() =>
        Assert.Equal("federatedai/eggroll:2.0.0-release", Image(await RenderAsync(Clusters.Of("v2.0.0")), "nodemanager", "nodemanager"));

    [Theory]
    [InlineData("v2.0.0", "NN", "IPCL")]
    [InlineData("v2.0.0", "ALL", "CPU")]
    [InlineData("v1.11.2", "Basic", "GPU")]
    [InlineData("v2.2.0", "NN", "GPU")]
    [InlineData("v2.1.1", "Basic", "IPCL")]
    public async Task Variants_without_images_are_refused_with_those_that_have_some(string release, string algorithm, string device)
    {
        var said = await FateChart.RefuseAsync(Clusters.Of(release, $"algorithm: {algorithm}\ndevice: {device}"), TestContext.Current.CancellationToken);
        Assert.Contains($"there are no images for {algorithm} on {device}. There are: Basic on CPU, NN on CPU", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_2_2_on_each_component_has_a_tag_of_its_own()
    {
        var images = await ImagesAsync(Clusters.Of("v2.2.0"));
        string[] wanted = ["federatedai/osx:2.2.0-release", "federatedai/eggroll:3.2.0-release", "federatedai/fateflow:2.2.0-release", "federatedai/fateboard:2.1.1-release"];
        Assert.All(wanted, image => Assert.Contains(image, images));
    }

    [Fact]
    public async Task Language_models_are_kept_where_the_workers_look_for_them()
    {
        var manifests = await RenderAsync(Clusters.Of("v1.11.2", "algorithm: ALL\ndevice: GPU\nnodemanager: { resources: { limits: { nvidia.com/gpu: 1 } } }"));
        foreach (var container in new[] { manifests.Container("nodemanager", "nodemanager"), manifests.Container("python", "fateflow") })
        {
            var hub = container["env"]!.AsArray().Single(variable => variable!["name"]!.GetValue<string>() == "HUGGINGFACE_HUB_CACHE")!["value"]!.GetValue<string>();
            Assert.Contains(container["volumeMounts"]!.AsArray(), mount => mount!["mountPath"]!.GetValue<string>() == hub);
        }

        Assert.Equal(1, manifests.Container("nodemanager", "nodemanager")["resources"]!["limits"]!["nvidia.com/gpu"]!.GetValue<int>());
    }

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
