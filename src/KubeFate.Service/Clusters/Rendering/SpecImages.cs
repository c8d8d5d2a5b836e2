using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubeFate.Client.Charts;
using KubeFate.Client.Clusters;
using KubeFate.Fate;
using KubeFate.Helm;
using KubeFate.Service.Charts;
using KubeFate.Service.Clusters.Secrets;
using KubeFate.Service.Hosting;

namespace KubeFate.Service.Clusters.Rendering;

/// <summary>
/// The images that a spec's pods pull, from what its chart renders: right for any chart, since nothing but the manifests is believed. Where
/// an image comes from is what stands in the same place without <c>registry</c>.
/// </summary>
internal sealed partial class SpecImages(ChartCatalogue charts, SpecRendering rendering)
{
    private const string Registry = "registry";

    /// <summary>
    /// Throws what is wrong with the spec, and why its chart is not there or cannot be rendered, as on <paramref name="kubeVersion"/> of
    /// Kubernetes or, when that is null, on the one that helm knows best.
    /// </summary>
    public async Task<ImagesResponse> ListAsync(ClusterRequest request, string? kubeVersion, string user, CancellationToken cancellationToken)
    {
        if (kubeVersion is not null && !Version().IsMatch(kubeVersion))
            throw new ServiceException("request_invalid", $"kube_version is \"{kubeVersion}\"; write a version of Kubernetes such as v1.24.0", 400);
        // Passwords say nothing of images: a mask may stand for them.
        var spec = RequestedSpec.Check(request);
        var chart = await charts.FetchAsync(spec.ChartName, spec.ChartVersion, user, cancellationToken);
        var problems = new RenderProblems([]);
        var target = ClusterRequests.Draft(spec, RequestedSpec.Text(request, spec), existing: null);
        Task<ReleaseManifest> Render(JsonObject clusterYaml) => SecretGuard.RunAsync(target, cancel => RenderAsync(spec, clusterYaml, chart.Digest, kubeVersion, cancel), cancellationToken);
        var manifest = await Render(spec.Values);
        var origins = await OriginsAsync(spec, manifest, Render, problems);
        foreach (var doubt in ImageTag.Doubts(Places(manifest).Select(place => place.Image))) problems.Warning("", doubt);
        return new ImagesResponse
        {
            Charts = [new NeededChart { Uuid = chart.Uuid, Name = chart.Name, Version = chart.Version, Digest = chart.Digest }],
            Images = [.. Places(manifest).Where(place => place.Image.Length > 0).GroupBy(place => (place.Image, Source: origins.GetValueOrDefault(place.Place)))
                .Select(group => new NeededImage { Image = group.Key.Image, Source = group.Key.Source, UsedBy = [.. group.Select(place => place.Owner).Distinct(StringComparer.Ordinal)] })
                .OrderBy(image => image.Image, StringComparer.Ordinal).ThenBy(image => image.Source, StringComparer.Ordinal)],
            Problems = problems.All,
        };
    }

    /// <summary>The image at each place without <c>registry</c>; a chart that cannot do without one says nothing of it.</summary>
    private static async Task<Dictionary<string, string>> OriginsAsync(
        ClusterSpec spec, ReleaseManifest manifest, Func<JsonObject, Task<ReleaseManifest>> render, RenderProblems problems)
    {
        if (spec.Values.ContainsKey(Registry))
        {
            var bare = (JsonObject)spec.Values.DeepClone();
            bare.Remove(Registry);
            try
            {
                manifest = await render(bare);
            }
            catch (HelmException failure)
            {
                problems.Warning(Registry, $"where the images come from cannot be told, because the chart renders nothing without a registry: {failure.Message}");
                return [];
            }
        }

        return Places(manifest).DistinctBy(place => place.Place).ToDictionary(place => place.Place, place => place.Image, StringComparer.Ordinal);
    }

    private async Task<ReleaseManifest> RenderAsync(ClusterSpec spec, JsonObject clusterYaml, string digest, string? kubeVersion, CancellationToken cancellationToken)
    {
        var wanted = await rendering.PrepareAsync(spec, clusterYaml, digest, cancellationToken);
        return await rendering.RenderAsync(wanted with { KubeVersion = kubeVersion }, cancellationToken);
    }

    private static IEnumerable<(string Owner, string Place, string Image)> Places(ReleaseManifest manifest) =>
        from found in manifest.Objects
        from image in found.Images
        select ($"{found.Kind}/{found.Name}", $"{found.Kind}/{found.Name}:{image.Place}", image.Image);

    [GeneratedRegex(@"\Av?[0-9]{1,3}\.[0-9]{1,3}(?:\.[0-9]{1,3})?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
