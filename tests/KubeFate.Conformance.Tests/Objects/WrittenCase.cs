using System.Text.Json.Nodes;
using KubeFate.Simulator.Tests.Patching;
using KubeFate.Testing;

namespace KubeFate.Conformance.Tests.Objects;

/// <summary>
/// One write and what a server answers to it, as the files of <c>Cases</c> tell it. <c>given</c> are objects that are made first, the last until it is as <c>await</c> says; <c>create</c>,
/// <c>patch</c> (a merge patch of the last one given) or <c>put</c> is the write; <c>code</c> with <c>causes</c> (each <c>field reason … words</c>),
/// <c>warnings</c> and <c>gives</c> (fields of the answer, null for absent) is the answer. <c>since</c> and <c>until</c> name the first and the last minor
/// version that answers so.
/// </summary>
internal sealed record WrittenCase(string Name, JsonObject Told)
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "KubeFate.Conformance.Tests", "Objects", "Cases");

    public IReadOnlyList<JsonObject> Given => [.. Told["given"] switch
    {
        JsonArray several => several.OfType<JsonObject>(),
        JsonObject one => [one],
        _ => [],
    }];

    public int Code => (int?)Told["code"] ?? 201;

    public IReadOnlyList<string> Causes => Texts("causes");

    public IReadOnlyList<string> Warnings => Texts("warnings");

    public JsonObject? Gives => Told["gives"] as JsonObject;

    public int Since => (int?)Told["since"] ?? 0;

    public int Until => (int?)Told["until"] ?? int.MaxValue;

    public static IEnumerable<string> Files => Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>The cases of a file, in a namespace and with a word that makes names of cluster-wide objects the only ones of their kind.</summary>
    public static IReadOnlyList<WrittenCase> Read(string file, string ns)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file + ".yaml")).Replace("$ns", ns, StringComparison.Ordinal);
        return [.. TestYaml.Object(text).Select(entry => new WrittenCase(entry.Key, (JsonObject)entry.Value!))];
    }

    public override string ToString() => Name;

    private IReadOnlyList<string> Texts(string field) => [.. (Told[field] as JsonArray ?? []).Select(each => each!.ToString())];
}
