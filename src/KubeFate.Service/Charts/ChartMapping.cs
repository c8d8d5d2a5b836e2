using KubeFate.Client.Charts;
using KubeFate.Helm;

namespace KubeFate.Service.Charts;

/// <summary>A chart of the catalogue as /v1 shows it.</summary>
internal static class ChartMapping
{
    /// <summary>With the archive's texts and templates, or without for a summary or where the problem is why there are none.</summary>
    public static ChartResponse ToResponse(ChartRecord chart, ChartArchive? archive, string? problem = null) => new()
    {
        Uuid = chart.Uuid,
        Name = chart.Name,
        Version = chart.Version,
        AppVersion = chart.AppVersion,
        Chart = archive?.ChartYaml ?? "",
        Values = archive?.ValuesYaml ?? "",
        ValuesTemplate = archive?.ValuesTemplate ?? "",
        ValuesTemplateExample = archive?.ValuesTemplateExample ?? "",
        Templates = archive is null ? null : [.. archive.Templates.Select(file => new ChartFileResponse { Name = file.Path, Data = file.Content })],
        Source = chart.Source,
        Digest = chart.Digest,
        Problem = problem,
        Id = chart.Id,
        CreatedAt = chart.CreatedAt,
        UpdatedAt = chart.UpdatedAt,
        DeletedAt = chart.DeletedAt,
    };
}
