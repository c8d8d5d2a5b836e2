using System.Text.RegularExpressions;
using KubeFate.Helm;
using KubeFate.Service.Hosting;

namespace KubeFate.Service.Charts;

/// <summary>
/// Finds the archive of a chart: among those that come with the service, then among those pulled before, then in the chart repository when
/// one is set.
/// </summary>
internal sealed partial class ChartCatalogue(ServiceOptions options, HelmClient helm)
{
    private string Pulled => Path.Combine(options.DataFolder, "charts");

    /// <summary>The path of the archive. Throws <c>chart_missing</c> with what is at hand.</summary>
    public async Task<string> FindAsync(string name, string version, CancellationToken cancellationToken)
    {
        // Both become part of a path and of helm's arguments.
        if (!Word().IsMatch(name) || !Word().IsMatch(version))
            throw new ServiceException("chart_invalid", $"\"{name}\" \"{version}\" is no chart name and version; letters, digits, dots and hyphens are allowed", 400);
        foreach (var folder in (string[])[options.ChartsFolder, Pulled])
        {
            var path = Path.Combine(folder, $"{name}-{version}.tgz");
            if (File.Exists(path)) return path;
        }

        if (options.RepositoryUrl is not { } repository) throw Missing(name, version);
        return await helm.PullAsync(
            new PullRequest { Repository = repository, Chart = name, Version = version, Destination = Pulled }, cancellationToken);
    }

    /// <summary>The versions of a chart that are at hand, sorted by name.</summary>
    public IReadOnlyList<string> Versions(string name) =>
    [
        .. new[] { options.ChartsFolder, Pulled }.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, $"{name}-*.tgz"))
            .Select(path => Path.GetFileNameWithoutExtension(path)[(name.Length + 1)..])
            .Where(version => version.Length > 1 && (char.IsDigit(version[0]) || (version[0] == 'v' && char.IsDigit(version[1]))))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private ServiceException Missing(string name, string version)
    {
        var versions = Versions(name);
        var atHand = versions.Count == 0 ? $"no version of {name} is at hand" : $"at hand: {string.Join(", ", versions)}";
        return new ServiceException("chart_missing",
            $"there is no chart {name} {version} here ({atHand}). Correct chartName and chartVersion in cluster.yaml, or set FATECLOUD_REPO_URL for the service, to pull charts from a repository", 404);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9.+-]{0,126}[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Word();
}
