using System.Text.Json.Serialization;

namespace KubeFate.Cli.Bundles.Files;

/// <summary>The JSON of bundles, generated at compile time so that it works without reflection (NativeAOT).</summary>
[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BundleManifest))]
[JsonSerializable(typeof(SavedBundle))]
[JsonSerializable(typeof(IReadOnlyList<BundledImage>))]
[JsonSerializable(typeof(IReadOnlyList<LoadedChart>))]
[JsonSerializable(typeof(IReadOnlyList<CheckedPart>))]
internal sealed partial class BundleJson : JsonSerializerContext;
