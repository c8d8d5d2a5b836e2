namespace KubeFate.Helm.Charts;

/// <summary>A chart's place on this machine.</summary>
internal static class ChartPath
{
    /// <summary>The full path; were it not there, helm would look for a repository of that name.</summary>
    /// <exception cref="HelmException"><see cref="HelmFailure.ChartMissing"/>.</exception>
    public static string Require(string chart)
    {
        var path = Path.GetFullPath(chart);
        return Path.Exists(path) ? path : throw new HelmException(HelmFailure.ChartMissing, $"there is no chart at {path}");
    }
}
