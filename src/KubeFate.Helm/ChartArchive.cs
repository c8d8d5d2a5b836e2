using KubeFate.Helm.Charts;
using KubeFate.Helm.Charts.Archives;
using YamlDotNet.Core;

namespace KubeFate.Helm;

/// <summary>What a chart, archive or folder, says of itself. Read in place, without helm and without unpacking.</summary>
public sealed record ChartArchive
{
    /// <summary>The largest archive that is read, in bytes.</summary>
    public const long SizeLimit = ArchiveBudget.PackedLimit;

    /// <summary>The archive or folder; a name for it where it was read from memory.</summary>
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

    /// <summary>KubeFATE's own: a cluster.yaml that shows the keys which the template reads; null when the chart has none.</summary>
    public string? ValuesTemplateExample { get; init; }

    /// <summary>The files under templates/.</summary>
    public IReadOnlyList<ChartTemplate> Templates { get; init; } = [];

    public bool HasValuesTemplate => ValuesTemplate is not null;

    /// <summary>Reads the chart, at most <see cref="SizeLimit"/> packed and 100 MiB unpacked.</summary>
    /// <exception cref="HelmException">
    /// <see cref="HelmFailure.ChartMissing"/>, <see cref="HelmFailure.ChartInvalid"/>, <see cref="HelmFailure.ChartTooLarge"/>.
    /// </exception>
    public static async Task<ChartArchive> ReadAsync(string chart, CancellationToken cancellationToken)
    {
        var path = ChartPath.Require(chart);
        try
        {
            return From(path, await ChartFiles.ReadAsync(path, cancellationToken));
        }
        catch (Exception error) when (IsUnreadable(error))
        {
            throw Unreadable(path, error);
        }
    }

    /// <summary>
    /// Reads an archive that anybody may have made, and refuses what <c>helm package</c> would not make: nothing is believed, and the
    /// chart's own name, version and apiVersion are checked too.
    /// </summary>
    /// <param name="archive">The whole file.</param>
    /// <param name="label">How messages name it.</param>
    /// <exception cref="HelmException"><see cref="HelmFailure.ChartInvalid"/>, <see cref="HelmFailure.ChartTooLarge"/>.</exception>
    public static ChartArchive Inspect(ReadOnlyMemory<byte> archive, string label)
    {
        try
        {
            var files = ChartFiles.Read(archive);
            var chart = From(label, files);
            ChartIdentity.Check(Charts.ChartYaml.Read(chart.ChartYaml), files.Root);
            return chart;
        }
        catch (Exception error) when (IsUnreadable(error))
        {
            throw Unreadable(label, error);
        }
    }

    private static ChartArchive From(string path, ChartFiles files)
    {
        var text = files.Text(ChartFiles.Chart) ?? throw new InvalidDataException("it has no Chart.yaml");
        var facts = Charts.ChartYaml.Read(text);
        return new ChartArchive
        {
            Path = path,
            Name = Require(facts, "name"),
            Version = Require(facts, "version"),
            AppVersion = facts.GetValueOrDefault("appVersion", ""),
            Description = facts.GetValueOrDefault("description", ""),
            ChartYaml = text,
            ValuesYaml = files.Text(ChartFiles.Values),
            ValuesTemplate = files.Text(ChartFiles.Template),
            ValuesTemplateExample = files.Text(ChartFiles.Example),
            Templates = files.TemplateFiles,
        };
    }

    private static string Require(IReadOnlyDictionary<string, string> facts, string key) =>
        facts.TryGetValue(key, out var value) && value.Length > 0 ? value : throw new InvalidDataException($"its Chart.yaml has no {key}");

    private static bool IsUnreadable(Exception error) =>
        error is InvalidDataException or ArchiveTooLargeException or EndOfStreamException or YamlException or FormatException;

    private static HelmException Unreadable(string path, Exception error) => error is ArchiveTooLargeException
        ? new HelmException(HelmFailure.ChartTooLarge, $"{path} is too large for a chart: {error.Message}", error)
        : new HelmException(HelmFailure.ChartInvalid, $"{path} is not a chart: {Reason(error)}", error);

    private static string Reason(Exception error)
    {
        const int longest = 300;
        var reason = error is YamlException ? $"its Chart.yaml cannot be read: {error.Message}" : error.Message;
        return reason.Length > longest ? reason[..longest] + "…" : reason;
    }
}

/// <summary>One file under templates/ of a chart.</summary>
/// <param name="Path">Its path in the chart, such as <c>templates/core.yaml</c>.</param>
/// <param name="Content">What it holds.</param>
public sealed record ChartTemplate(string Path, byte[] Content);
