using System.Collections.Frozen;

namespace KubeFate.Simulator.Schemas.OpenApi;

/// <summary>Our own short descriptions of the fields people ask <c>kubectl explain</c> for (Data/descriptions.txt): <c>Type[.field] text</c>.</summary>
internal static class Descriptions
{
    private static readonly Lazy<FrozenDictionary<string, string>> Texts = new(Load);

    /// <summary>Everything that is described.</summary>
    public static IEnumerable<string> Names => Texts.Value.Keys;

    /// <summary>The description; null for none.</summary>
    /// <param name="name"><c>DeploymentSpec</c> or <c>DeploymentSpec.replicas</c>.</param>
    public static string? Of(string name) => Texts.Value.GetValueOrDefault(name);

    private static FrozenDictionary<string, string> Load()
    {
        var assembly = typeof(Descriptions).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(name => name.EndsWith(".descriptions.txt", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .Select(line => line.Split(' ', 2))
            .ToFrozenDictionary(parts => parts[0], parts => parts[1]);
    }
}
