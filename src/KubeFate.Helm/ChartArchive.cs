using KubeFate.Helm.Charts;
using YamlDotNet.Core;

namespace KubeFate.Helm;

/// <summary>What a chart, archive or folder, says of itself. Read in place, without helm and without unpacking.</summary>
public sealed record ChartArchive
{
    private const string ChartFile = "Chart.yaml", ValuesFile = "values.yaml", TemplateFile = "values-template.yaml";

    /// <summary>The archive or folder.</summary>
    public required string Path { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>The version of what the chart installs; empty when it says none.</summary>
    public required string AppVersion { get; init; }

    public required string Description { get; init; }

    /// <summary>The whole Chart.yaml.</summary>
    public required string ChartYaml { get; init; }

    /// <summary>The chart's default values; null when it has none.</summary>
    public string? ValuesYaml { get; init; }

    /// <summary>KubeFATE's own: a Go template that makes the values from cluster.yaml; null when the chart has none.</summary>
    public string? ValuesTemplate { get; init; }

    public bool HasValuesTemplate => ValuesTemplate is not null;

    /// <summary>Reads the chart, at most 100 MiB unpacked.</summary>
    /// <exception cref="HelmException"><see cref="HelmFailure.ChartMissing"/>, <see cref="HelmFailure.ChartInvalid"/>.</exception>
    public static async Task<ChartArchive> ReadAsync(string chart, CancellationToken cancellationToken)
    {
        var path = ChartPath.Require(chart);
        try
        {
            var files = await ChartFiles.ReadAsync(path, [ChartFile, ValuesFile, TemplateFile], cancellationToken);
            if (!files.TryGetValue(ChartFile, out var text)) throw new InvalidDataException("it has no Chart.yaml");
            var facts = Charts.ChartYaml.Read(text);
            return new ChartArchive
            {
                Path = path,
                Name = Require(facts, "name"),
                Version = Require(facts, "version"),
                AppVersion = facts.GetValueOrDefault("appVersion", ""),
                Description = facts.GetValueOrDefault("description", ""),
                ChartYaml = text,
                ValuesYaml = files.GetValueOrDefault(ValuesFile),
                ValuesTemplate = files.GetValueOrDefault(TemplateFile),
            };
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or YamlException or FormatException)
        {
            throw new HelmException(HelmFailure.ChartInvalid, $"{path} is not a chart: {error.Message}", error);
        }
    }

    private static string Require(IReadOnlyDictionary<string, string> facts, string key) =>
        facts.TryGetValue(key, out var value) && value.Length > 0 ? value : throw new InvalidDataException($"its Chart.yaml has no {key}");
}
