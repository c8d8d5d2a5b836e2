using KubeFate.Fate.Forms;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>The combination of engines, and the variant of the images: such as the release has.</summary>
internal sealed class EngineCheck(CheckContext context, FateRelease release)
{
    /// <summary>
    /// The engine that the file chooses, the release's first where it says nothing; null when there is none such, or it is not to be checked.
    /// </summary>
    public FateEngine? Check()
    {
        CheckVariant();
        var keys = release.Engines.SelectMany(engine => engine.Settings.Keys).Distinct(StringComparer.Ordinal).ToList();
        if (keys.Count == 0) return ByModules();
        if (keys.Exists(context.IsSkipped)) return null;
        var wanted = Wanted(keys);
        if (!wanted.TrueForAll(choice => CheckWord(choice.Key, choice.Node))) return null;
        var engine = release.Engines.FirstOrDefault(engine => wanted.TrueForAll(choice => Is(engine, choice.Key, choice.Node.Value.Text)));
        if (engine is null && wanted.Count > 0)
        {
            var choices = string.Join(", ", wanted.Select(choice => $"{choice.Key}: {choice.Node.Value.Text}"));
            context.Error(wanted[0].Key, wanted[0].Node,
                $"{context.ReleaseName} does not combine {choices}; built in is {string.Join(" or ", release.Engines)}");
        }

        return engine;
    }

    /// <summary>Where no key chooses, the modules do: an exchange is rollsite, or nginx, or nginx with trafficServer.</summary>
    private FateEngine? ByModules()
    {
        var engine = release.Engines.FirstOrDefault(engine => engine.Modules.All(context.Modules.Contains));
        // Modules that do not exist are reported by their names.
        if (engine is null && release.Engines.Count > 0 && context.Modules.Count > 0 && !context.IsSkipped("modules"))
            context.Error("modules", context.File["modules"]!,
                $"{context.ReleaseName} is {string.Join(", or ", release.Engines)}; here stands {string.Join(", ", context.Modules)}");
        return engine;
    }

    private List<(string Key, YamlScalar Node)> Wanted(IEnumerable<string> keys) =>
    [
        .. from key in keys
           let node = context.File[key] as YamlScalar
           where node is { Value.IsNull: false, Text.Length: > 0 }
           select (key, node),
    ];

    private bool CheckWord(string key, YamlScalar node)
    {
        var words = release.Engines.Select(engine => engine.Settings.GetValueOrDefault(key)).OfType<string>();
        var known = words.Distinct(StringComparer.Ordinal).ToList();
        if (known.Contains(node.Text, StringComparer.Ordinal)) return true;
        if (known.Find(word => word.Equals(node.Text, StringComparison.OrdinalIgnoreCase)) is { } meant)
        {
            context.Meant(key, node, meant);
            return true;
        }

        context.Error(key, node,
            $"{context.ReleaseName} does not run with {key} \"{node.Text}\" here; built in is {string.Join(", ", known)}"
            + Nearest.Hint(node.Text, known));
        return false;
    }

    /// <summary>Images are not built for every algorithm on every device.</summary>
    private void CheckVariant()
    {
        if (release.Variants.Count == 0 || context.IsSkipped("algorithm") || context.IsSkipped("device")) return;
        var algorithm = Text("algorithm") ?? release.Variants[0].Algorithm;
        var device = Text("device") ?? release.Variants[0].Device;
        // A word that no release has is reported with the other keys.
        if (!IsWord("algorithm", algorithm) || !IsWord("device", device)) return;
        if (release.Variants.Any(variant => Same(variant.Algorithm, algorithm) && Same(variant.Device, device))) return;
        var at = context.File.Find("device") ?? context.File.Find("algorithm")!;
        context.Error(at.Key, at,
            $"there are no images of {context.ReleaseName} for algorithm {algorithm} on device {device}; "
            + $"there are some for {string.Join(", ", release.Variants.Select(variant => $"{variant.Algorithm} on {variant.Device}"))}");
    }

    private bool IsWord(string key, string word) =>
        context.Catalog?.Keys!.GetValueOrDefault(key)?.Words is not { } words || words.Contains(word, StringComparer.Ordinal);

    private string? Text(string key) => context.File[key] is YamlScalar { Value.Text: { Length: > 0 } text } ? text : null;

    private static bool Is(FateEngine engine, string key, string word) => Same(engine.Settings.GetValueOrDefault(key), word);

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.Ordinal);
}
