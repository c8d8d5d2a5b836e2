using KubeFate.Cli.Clusters;
using KubeFate.Cli.Output;
using KubeFate.Client.Charts;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Charts;

/// <summary><c>kubefate chart images -f cluster.yaml</c>.</summary>
internal static class ImagesCommand
{
    private static readonly ListView<NeededImage> View = new(
        image => image.Image,
        image => image.Image,
        new("IMAGE", image => image.Image),
        new("SOURCE", image => image.Source ?? "-"),
        new("USEDBY", image => string.Join(", ", image.UsedBy), Wide: true));

    private static readonly ListView<NeededChart> Charts = new(
        chart => chart.Uuid,
        chart => $"{chart.Name}/{chart.Version}",
        new("CHART", chart => chart.Name),
        new("VERSION", chart => chart.Version),
        new("DIGEST", chart => chart.Digest));

    public static Verb Create(CommandContext context)
    {
        var files = new SpecFiles();
        return new Verb("images", "List the charts and images that cluster.yaml files need, and where the images come from",
            "kubefate chart images -f cluster.yaml", "kubefate chart images -f party-9999/cluster.yaml -f party-10000/cluster.yaml -o name") { files.Files, files.KubeVersion }
            .Does(context, async (call, cancellationToken) =>
            {
                var needed = await NeededImages.GatherAsync(call, files.Read(call), call.Get(files.KubeVersion), cancellationToken);
                Print(call.Output, needed);
                return ExitCode.Success;
            });
    }

    private static void Print(ResultPrinter output, ImagesResponse needed)
    {
        if (output.Format is OutputFormat.Json or OutputFormat.Yaml)
        {
            output.One(needed, WireJson.Default.ImagesResponse, new(_ => "", _ => ""), _ => "");
            return;
        }

        if (output.ForPeople)
        {
            output.List(needed.Charts, WireJson.Default.IReadOnlyListNeededChart, Charts, "");
            output.Blank();
        }

        output.List(needed.Images, WireJson.Default.IReadOnlyListNeededImage, View, "the charts pull no image");
    }
}
