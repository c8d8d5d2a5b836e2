using System.CommandLine;
using KubeFate.Cli.Bundles.Files;
using KubeFate.Cli.Output;
using KubeFate.Cli.Registries;

namespace KubeFate.Cli.Bundles;

/// <summary><c>kubefate bundle images bundle.tgz</c>.</summary>
internal static class BundleImagesCommand
{
    private static readonly ListView<BundledImage> View = new(
        image => image.Image,
        image => image.Image,
        new("IMAGE", image => image.Image),
        new("SOURCE", image => image.Source ?? "-"));

    public static Verb Create(CommandContext context)
    {
        var bundle = BundleFile.Argument();
        var tool = new Option<CopyTool?>("--with")
        {
            Description = "Print the command lines that copy the images with this program",
            HelpName = "skopeo|docker",
            CustomParser = result =>
            {
                var word = result.Tokens[0].Value;
                if (word is "skopeo" or "docker") return word == "skopeo" ? CopyTool.Skopeo : CopyTool.Docker;
                result.AddError($"\"{word}\" is not a supported program; use skopeo or docker");
                return null;
            },
        };
        tool.CompletionSources.Add("skopeo", "docker");
        var registry = new Option<string?>("--registry") { Description = "Copy to this place what cluster.yaml does not pull from there: HOST or HOST/PROJECT", HelpName = "REGISTRY" };
        return new Verb("images", "List the images of a bundle, or print the commands that copy them",
            "kubefate bundle images bundle.tgz", "kubefate bundle images bundle.tgz --with skopeo | sh -e") { bundle, tool, registry }
            .Does(context, call =>
            {
                var images = BundleFile.Read(context, call.Get(bundle)).Manifest.Images;
                if (call.Get(tool) is not { } program)
                {
                    call.Output.List(images, BundleJson.Default.IReadOnlyListBundledImage, View, "the bundle names no image");
                    return ExitCode.Success;
                }

                var place = call.Get(registry) is { } text ? RegistryPlace.Parse(text) : null;
                var lines = ImageLists.Commands(images, program, place).ToList();
                foreach (var line in lines) call.Terminal.Out.WriteLine(line);
                foreach (var image in images.Where(image => image.Source is null)) call.Output.Note($"{image.Image}: where it comes from is not known; copy it by hand");
                if (lines.Count < images.Count(image => image.Source is not null)) call.Output.Note("images that are pulled from where they come from need no copy; with --registry they are copied there, for a mirror");
                return ExitCode.Success;
            });
    }
}
