using System.CommandLine;
using System.Text.Json.Serialization;
using KubeFate.Cli.Bundles.Files;
using KubeFate.Cli.Output;
using KubeFate.Cli.Registries;

namespace KubeFate.Cli.Bundles;

/// <summary><c>kubefate bundle verify bundle.tgz --registry harbor.site/fate</c>.</summary>
internal static class VerifyCommand
{
    private static readonly ListView<CheckedPart> View = new(
        part => part.Name,
        part => part.Name,
        new("KIND", part => part.Kind),
        new("NAME", part => part.Name),
        new("STATE", part => part.State));

    public static Verb Create(CommandContext context)
    {
        var bundle = BundleFile.Argument();
        var registry = new Option<string?>("--registry") { Description = "Also check that every image is in this registry, HOST or HOST/PROJECT", HelpName = "REGISTRY" };
        var caFile = new Option<string?>("--ca-file") { Description = "The certificate authority of the registry, PEM", HelpName = "FILE" };
        var plain = new Option<bool>("--plain-http") { Description = "Use plain HTTP with the registry" };
        var service = new Option<bool>("--service") { Description = "Also check that the charts are in the service's catalogue" };
        return new Verb("verify", "Check a bundle's digests, and that a registry and the service have what it needs",
            "kubefate bundle verify bundle.tgz", "kubefate bundle verify bundle.tgz --registry harbor.site/fate --ca-file harbor.crt --service") { bundle, registry, caFile, plain, service }
            .Does(context, async (call, cancellationToken) =>
            {
                var read = BundleFile.Read(context, call.Get(bundle));
                List<CheckedPart> parts = [.. read.Manifest.Files.Select(file => new CheckedPart { Kind = "file", Name = file.Path, State = "whole" })];
                if (call.Get(registry) is { } place)
                {
                    var ca = call.Get(caFile) is { } file ? Path.Combine(context.WorkingFolder, file) : null;
                    parts.AddRange(await ImagesAsync(call, read, RegistryPlace.Parse(place), (call.Get(plain), ca), cancellationToken));
                }

                if (call.Get(service)) parts.AddRange(await ChartsAsync(call, read, cancellationToken));
                return Tell(call, parts);
            });
    }

    private static async Task<List<CheckedPart>> ImagesAsync(
        CommandCall call, Bundle bundle, RegistryPlace place, (bool PlainHttp, string? CaFile) tls, CancellationToken cancellationToken)
    {
        using var registry = new RegistryClient(RegistryLogin.Find(place.Host, call.Context.Environment), tls.PlainHttp, tls.CaFile);
        var parts = new List<CheckedPart>();
        foreach (var image in bundle.Manifest.Images.Select(image => place.Locate(ImageReference.Parse(image.Image)!)).Distinct())
            parts.Add(new CheckedPart { Kind = "image", Name = image.ToString(), State = await registry.HasAsync(image, cancellationToken) ? "there" : CheckedPart.Missing });
        return parts;
    }

    private static async Task<List<CheckedPart>> ChartsAsync(CommandCall call, Bundle bundle, CancellationToken cancellationToken)
    {
        var parts = new List<CheckedPart>();
        foreach (var chart in bundle.Manifest.Charts)
        {
            var there = await LoadCommand.FindAsync(call, chart, cancellationToken);
            parts.Add(new CheckedPart
            {
                Kind = "chart",
                Name = $"{chart.Name}/{chart.Version}",
                State = there is null ? CheckedPart.Missing : there.Digest == chart.Digest ? "there" : "another is there",
            });
        }

        return parts;
    }

    private static int Tell(CommandCall call, IReadOnlyList<CheckedPart> parts)
    {
        call.Output.List(parts, BundleJson.Default.IReadOnlyListCheckedPart, View, "the bundle is empty");
        var missing = parts.Where(part => part.State == CheckedPart.Missing).ToList();
        foreach (var part in missing) call.Output.Error($"{part.Kind} {part.Name} is missing");
        if (missing.Count == 0) return ExitCode.Success;
        throw new CommandFailure(ExitCode.NotFound, $"{missing.Count} of {parts.Count} parts are missing: copy images with what kubefate bundle images prints, upload charts with kubefate bundle load");
    }
}

/// <summary>A part of a bundle, and how it stands.</summary>
internal sealed record CheckedPart
{
    public const string Missing = "missing";

    /// <summary><c>file</c>, <c>image</c> or <c>chart</c>.</summary>
    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary><c>whole</c>, <c>there</c>, <c>another is there</c> or <c>missing</c>.</summary>
    [JsonPropertyName("state")]
    public required string State { get; init; }
}
