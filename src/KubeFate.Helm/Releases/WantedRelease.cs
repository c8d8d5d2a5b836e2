using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeFate.Helm.Releases;

/// <summary>What a request asks for, to be compared with what is there.</summary>
internal sealed class WantedRelease(ReleaseRequest request, ChartArchive chart)
{
    public static async Task<WantedRelease> OfAsync(ReleaseRequest request, CancellationToken cancellationToken) =>
        new(request, await ChartArchive.ReadAsync(request.Chart, cancellationToken));

    /// <summary>Lets only a release pass that this request may change.</summary>
    /// <exception cref="HelmException"><see cref="HelmFailure.NameInUse"/>: it is another chart's, or there was to be none.</exception>
    public void RequireOurs(HelmRelease release)
    {
        if (!IsOfChart(release))
        {
            throw new HelmException(
                HelmFailure.NameInUse,
                $"release {release.Name} exists and is of chart {release.Chart} {release.ChartVersion}, not {chart.Name}: "
                + "choose another name, or delete that release first");
        }

        if (request.MustBeNew && release.Status != ReleaseStatus.Uninstalled)
        {
            throw new HelmException(
                HelmFailure.NameInUse,
                $"release {release.Name} exists already, made by somebody else: choose another name, or delete that release first (helm uninstall)");
        }
    }

    public bool HasChartOf(HelmRelease release) =>
        IsOfChart(release) && string.Equals(release.ChartVersion, chart.Version, StringComparison.Ordinal);

    /// <summary>Compared as JSON values: order of keys and ways to write a number do not matter, a null does.</summary>
    public bool HasValues(JsonObject values)
    {
        using var theirs = JsonDocument.Parse(values.ToJsonString());
        using var ours = JsonDocument.Parse(request.Values.ToJsonString());
        return JsonElement.DeepEquals(theirs.RootElement, ours.RootElement);
    }

    private bool IsOfChart(HelmRelease release) => string.Equals(release.Chart, chart.Name, StringComparison.Ordinal);
}
