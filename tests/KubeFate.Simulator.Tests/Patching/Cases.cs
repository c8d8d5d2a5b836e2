using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;
using KubeFate.Testing;

namespace KubeFate.Simulator.Tests.Patching;

/// <summary>Folders with <c>current.yaml</c>, <c>patch.yaml</c> and <c>expected.yaml</c> (or <c>refused.txt</c>: the message).</summary>
internal static class Cases
{
    private static readonly string Root = Path.Combine(Repository.Root, "tests", "KubeFate.Simulator.Tests", "Patching", "Cases");
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TheoryData<string> Of(string kind) =>
        [.. Directory.GetDirectories(Path.Combine(Root, kind)).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    public static JsonNode? Read(string kind, string name, string file) => TestYaml.Node(File.ReadAllText(Path.Combine(Root, kind, name, file)));

    public static string? Refused(string kind, string name)
    {
        var file = Path.Combine(Root, kind, name, "refused.txt");
        return File.Exists(file) ? File.ReadAllText(file).TrimEnd('\n') : null;
    }

    public static ObjectSchema SchemaOf(JsonNode? value) => SchemaCatalog.Find((string)value!["apiVersion"]!, (string)value["kind"]!)!;

    public static void AssertSame(JsonNode? expected, JsonNode? actual) =>
        Assert.Equal(Sorted(expected)?.ToJsonString(Indented), Sorted(actual)?.ToJsonString(Indented));

    private static JsonNode? Sorted(JsonNode? value) => value switch
    {
        JsonObject map => new JsonObject(map.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => value?.DeepClone(),
    };
}
