using System.Text.Json.Nodes;
using KubeFate.Fate.Keys;
using KubeFate.Testing;

namespace KubeFate.Fate.Tests;

/// <summary>What we ship, read by what we ship.</summary>
public sealed class ExamplesTests
{
    public static TheoryData<string> Examples =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "examples"), "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Repository.Root, file))];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_has_no_problem(string example)
    {
        var file = ClusterFile.Parse(File.ReadAllText(Path.Combine(Repository.Root, example)));

        Assert.Empty(file.Problems.Select(problem => problem.Format(example)));
        Assert.NotNull(file.Spec!.Release);
    }

    public static TheoryData<string> Charts => [.. FateReleases.All.Select(release => release.Chart).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Charts))]
    public void The_catalogue_knows_every_key_that_the_chart_says_it_reads(string chart)
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "charts", chart, "values.schema.json")))!.AsObject();
        var catalog = KeyCatalog.Find(chart)!;

        Assert.Empty(Unknown(schema, schema, catalog, ""));
    }

    private static IEnumerable<string> Unknown(JsonObject root, JsonObject schema, KeySpec spec, string path)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            var definition = root["definitions"]![reference.Split('/')[^1]]!.AsObject();
            foreach (var unknown in Unknown(root, definition, spec, path)) yield return unknown;
        }

        foreach (var part in schema["allOf"]?.AsArray() ?? [])
        {
            foreach (var unknown in Unknown(root, part!.AsObject(), spec, path)) yield return unknown;
        }

        if (schema["items"] is JsonObject items && spec.Items is { } inner)
        {
            foreach (var unknown in Unknown(root, items, inner, path + "[]")) yield return unknown;
        }

        foreach (var (key, child) in schema["properties"]?.AsObject() ?? [])
        {
            var known = spec.Keys?.GetValueOrDefault(key);
            if (known is null) yield return $"{path}.{key}";
            else foreach (var unknown in Unknown(root, child!.AsObject(), known, $"{path}.{key}")) yield return unknown;
        }
    }
}
