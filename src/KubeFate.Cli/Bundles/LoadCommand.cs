using System.CommandLine;
using System.Text.Json.Serialization;
using KubeFate.Cli.Bundles.Files;
using KubeFate.Cli.Output;
using KubeFate.Client.Charts;

namespace KubeFate.Cli.Bundles;

/// <summary><c>kubefate bundle load bundle.tgz</c>.</summary>
internal static class LoadCommand
{
    private static readonly ListView<LoadedChart> View = new(
        chart => chart.Uuid,
        chart => $"{chart.Name}/{chart.Version}",
        new("CHART", chart => chart.Name),
        new("VERSION", chart => chart.Version),
        new("STATE", chart => chart.State),
        new("DIGEST", chart => chart.Digest, Wide: true));

    public static Verb Create(CommandContext context)
    {
        var bundle = BundleFile.Argument();
        var specs = new Option<string?>("--specs") { Description = "Also write the cluster.yaml files into this folder", HelpName = "DIR" };
        return new Verb("load", "Check a bundle and upload its charts into this site's service; charts that it already has are left alone",
            "kubefate bundle load bundle.tgz", "kubefate bundle load bundle.tgz --specs clusters") { bundle, specs }
            .Does(context, async (call, cancellationToken) =>
            {
                var path = call.Get(bundle);
                var read = BundleFile.Read(context, path);
                var loaded = new List<LoadedChart>();
                foreach (var chart in read.Manifest.Charts) loaded.Add(await LoadAsync(call, chart, read.Files[chart.File], cancellationToken));
                if (call.Get(specs) is { } folder) WriteSpecs(call, read, folder);
                call.Output.List(loaded, BundleJson.Default.IReadOnlyListLoadedChart, View, "the bundle holds no chart");
                call.Output.Note($"{read.Manifest.Images.Count} images are needed. Commands that copy them: kubefate bundle images {path} --with skopeo\nThen: kubefate bundle verify {path} --registry HOST/PROJECT");
                return ExitCode.Success;
            });
    }

    private static async Task<LoadedChart> LoadAsync(CommandCall call, BundledChart chart, byte[] archive, CancellationToken cancellationToken)
    {
        var there = await FindAsync(call, chart, cancellationToken);
        var loaded = new LoadedChart { Name = chart.Name, Version = chart.Version, Digest = chart.Digest, Uuid = there?.Uuid ?? "", State = "there already" };
        if (there is null)
            return loaded with { State = "uploaded", Uuid = await call.Client.Charts.UploadAsync(Path.GetFileName(chart.File), () => new MemoryStream(archive, writable: false), cancellationToken) };
        if (there.Digest == chart.Digest) return loaded;
        call.Output.Note($"{chart.Name} {chart.Version} is there with another content ({there.Source}, {there.Digest}) and is left alone; to take the bundle's: kubefate chart delete {chart.Name}/{chart.Version}, then load again");
        return loaded with { State = "another is there" };
    }

    /// <summary>The chart of that name and version in the service's catalogue; null when there is none.</summary>
    public static async Task<ChartResponse?> FindAsync(CommandCall call, BundledChart chart, CancellationToken cancellationToken) =>
        (await call.Client.Charts.ListAsync(new ChartQuery { Name = chart.Name, Summary = true }, cancellationToken)).FirstOrDefault(found => found.Version == chart.Version);

    private static void WriteSpecs(CommandCall call, Bundle bundle, string folder)
    {
        foreach (var spec in bundle.Manifest.Specs)
        {
            // The bundle's names were checked: they cannot lead out of the folder.
            var path = Path.Combine(folder, spec.Namespace, spec.Name + ".yaml");
            BundleFile.WriteNew(call.Context, path, bundle.Files[spec.File]);
            call.Output.Note($"{path} is written");
        }
    }
}

/// <summary>What became of a chart of the bundle.</summary>
internal sealed record LoadedChart
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("version")]
    public required string Version { get; init; }

    [JsonPropertyName("digest")]
    public required string Digest { get; init; }

    /// <summary>In the service's catalogue.</summary>
    [JsonPropertyName("uuid")]
    public required string Uuid { get; init; }

    /// <summary><c>uploaded</c>, <c>there already</c> or <c>another is there</c>.</summary>
    [JsonPropertyName("state")]
    public required string State { get; init; }
}
