using System.CommandLine;
using System.Text;
using System.Text.Json.Serialization;
using KubeFate.Cli.Bundles.Files;
using KubeFate.Cli.Charts;
using KubeFate.Cli.Clusters;
using KubeFate.Cli.Output;
using KubeFate.Cli.Registries;
using KubeFate.Client.Charts;

namespace KubeFate.Cli.Bundles;

/// <summary><c>kubefate bundle save -f cluster.yaml --out bundle.tgz</c>.</summary>
internal static class SaveCommand
{
    private static readonly ListView<SavedBundle> View = new(saved => saved.File, saved => saved.File);

    public static Verb Create(CommandContext context)
    {
        var files = new SpecFiles();
        var file = new Option<string>("--out") { Description = "The file to write", HelpName = "FILE", DefaultValueFactory = _ => "bundle.tgz" };
        return new Verb("save", "Save what cluster.yaml files need into one file: charts, the files themselves, and the list of images",
            "kubefate bundle save -f cluster.yaml --out bundle.tgz", "kubefate bundle save -f party-9999/cluster.yaml -f exchange/cluster.yaml") { files.Files, file, files.KubeVersion }
            .Does(context, async (call, cancellationToken) =>
            {
                var path = call.Get(file)!;
                BundleFile.MayWrite(context, path);
                var specs = files.Read(call);
                var needed = await NeededImages.GatherAsync(call, specs, call.Get(files.KubeVersion), cancellationToken);
                var bundle = await MakeAsync(call, specs, needed, cancellationToken);
                var content = Pack(bundle);
                BundleFile.Write(context, path, content);
                Tell(call, specs, bundle, new SavedBundle { File = path, Sha256 = Bundle.Sha256(content), Charts = bundle.Manifest.Charts.Count, Specs = specs.Count, Images = bundle.Manifest.Images.Count });
                return ExitCode.Success;
            });
    }

    private static async Task<Bundle> MakeAsync(CommandCall call, IReadOnlyList<SpecText> specs, ImagesResponse needed, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var chart in needed.Charts)
        {
            if (!files.TryAdd(BundleCheck.FileOf(chart.Name, chart.Version), await DownloadAsync(call, chart, cancellationToken)))
                throw new CommandFailure(ExitCode.Conflict, $"the chart {chart.Name} {chart.Version} was replaced meanwhile; try again");
        }

        foreach (var spec in specs)
        {
            if (!files.TryAdd(BundleCheck.SpecFile(spec.Spec.Namespace, spec.Spec.Name), Encoding.UTF8.GetBytes(spec.Text)))
                throw new CommandFailure(ExitCode.Invalid, $"{spec.Path}: the cluster {spec.Spec.Namespace}/{spec.Spec.Name} is in another of the files already");
        }

        IReadOnlyList<BundledImage> images = [.. needed.Images.Select(ToBundled)];
        files[ImageLists.PlainFile] = Encoding.UTF8.GetBytes(ImageLists.Plain(images));
        files[ImageLists.SkopeoFile] = Encoding.UTF8.GetBytes(ImageLists.Skopeo(images));
        return Bundle.Of(new BundleManifest
        {
            Format = BundleManifest.CurrentFormat,
            Charts = [.. needed.Charts.Select(chart => new BundledChart { Name = chart.Name, Version = chart.Version, Digest = chart.Digest, File = BundleCheck.FileOf(chart.Name, chart.Version) })],
            Specs = [.. specs.Select(spec => spec.Spec).OrderBy(spec => spec.Namespace, StringComparer.Ordinal).ThenBy(spec => spec.Name, StringComparer.Ordinal)
                .Select(spec => new BundledSpec { Name = spec.Name, Namespace = spec.Namespace, File = BundleCheck.SpecFile(spec.Namespace, spec.Name) })],
            Images = images,
            Files = [],
        }, files);
    }

    /// <summary>The bundle's bytes. They are read once as the closed site will read them: better to fail here than there.</summary>
    private static byte[] Pack(Bundle bundle)
    {
        using var buffer = new MemoryStream();
        try
        {
            bundle.Write(buffer);
            buffer.Position = 0;
            Bundle.Read(buffer);
            return buffer.ToArray();
        }
        catch (InvalidDataException failure)
        {
            throw new CommandFailure(ExitCode.Invalid, $"this cannot be put into one bundle: {failure.Message}. Save it in several, or give charts shorter names");
        }
    }

    private static async Task<byte[]> DownloadAsync(CommandCall call, NeededChart chart, CancellationToken cancellationToken)
    {
        using var archive = new MemoryStream();
        await call.Client.Charts.DownloadAsync(chart.Uuid, archive, cancellationToken);
        var content = archive.ToArray();
        return chart.Digest == "sha256:" + Bundle.Sha256(content)
            ? content
            : throw new CommandFailure(ExitCode.Failure, $"the archive of {chart.Name} {chart.Version} did not arrive as the service has it: its digest differs. Try again");
    }

    private static BundledImage ToBundled(NeededImage image)
    {
        foreach (var name in (string?[])[image.Image, image.Source])
        {
            if (name is not null && ImageReference.Parse(name) is null) throw new CommandFailure(ExitCode.Invalid, $"\"{name}\" is not an image name; it is pulled by {string.Join(", ", image.UsedBy)}. Correct registry, image or imageTag in cluster.yaml");
        }

        return new BundledImage { Image = image.Image, Source = image.Source };
    }

    private static void Tell(CommandCall call, IReadOnlyList<SpecText> specs, Bundle bundle, SavedBundle saved)
    {
        foreach (var spec in specs.Where(spec => spec.Spec.Values["registry"]?.ToString() is null or ""))
            call.Output.Note($"{spec.Path} has no registry: its clusters pull images from where they come from. Set registry to that of the closed site before saving");
        call.Output.One(saved, BundleJson.Default.SavedBundle, View, _ =>
            $"{saved.File}: charts {saved.Charts}, cluster.yaml files {saved.Specs}, images named {saved.Images}\nsha256: {saved.Sha256}\n");
        call.Output.Note($"The cluster.yaml files are in it as they are, passwords too. Copy the images with: kubefate bundle images {saved.File} --with skopeo");
    }
}

/// <summary>What was saved.</summary>
internal sealed record SavedBundle
{
    [JsonPropertyName("file")]
    public required string File { get; init; }

    /// <summary>Of the whole file: to be told by another way than the file takes.</summary>
    [JsonPropertyName("sha256")]
    public required string Sha256 { get; init; }

    [JsonPropertyName("charts")]
    public required int Charts { get; init; }

    [JsonPropertyName("specs")]
    public required int Specs { get; init; }

    [JsonPropertyName("images")]
    public required int Images { get; init; }
}
