using System.CommandLine;
using KubeFate.Cli.Completion;
using KubeFate.Client.Charts;

namespace KubeFate.Cli.Arguments;

/// <summary>The argument that names a chart: its uuid, a unique prefix of it, or name/version.</summary>
internal sealed class ChartArgument
{
    private static readonly Kind<ChartResponse> Kind = new()
    {
        Word = "chart",
        Uuid = chart => chart.Uuid,
        Names = chart => [$"{chart.Name}/{chart.Version}", chart.Name],
        Shown = chart => $"{chart.Name}/{chart.Version}",
        Cure = "say which as NAME/VERSION or by its uuid",
    };

    public ChartArgument(CommandContext context) => Word.CompletionSources.Add(LiveNames.Charts(context));

    public Argument<string> Word { get; } = new("CHART") { Description = "NAME/VERSION, its UUID, or a unique prefix of its UUID" };

    /// <summary>The uuid. A whole uuid is taken as it is; anything else is looked up in the catalogue.</summary>
    public async Task<string> FindUuidAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var word = call.Get(Word);
        if (Lookup.IsUuid(word)) return word;
        return Lookup.Find(await call.Client.Charts.ListAsync(new ChartQuery { Summary = true }, cancellationToken), word, Kind).Uuid;
    }
}
