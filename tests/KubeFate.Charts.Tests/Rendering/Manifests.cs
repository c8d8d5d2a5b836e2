using System.Text;
using System.Text.Json.Nodes;

namespace KubeFate.Charts.Tests.Rendering;

/// <summary>What a chart rendered: helm's text, and its objects.</summary>
internal sealed class Manifests(string text)
{
    public string Text { get; } = text;

    public IReadOnlyList<JsonObject> Objects { get; } = YamlDocuments.ReadAll(text);

    public JsonObject? Find(string kind, string name) =>
        Objects.SingleOrDefault(candidate => Kind(candidate) == kind && Name(candidate) == name);

    public JsonObject Get(string kind, string name) =>
        Find(kind, name) ?? throw new InvalidOperationException($"no {kind} {name} among: {string.Join(", ", Objects.Select(Name))}");

    /// <summary>Deployments and StatefulSets.</summary>
    public IEnumerable<JsonObject> Workloads => Objects.Where(candidate => Kind(candidate) is "Deployment" or "StatefulSet");

    /// <summary>All containers, init containers included.</summary>
    public IEnumerable<JsonObject> Containers => Workloads.SelectMany(ContainersOf);

    /// <summary>A file in a ConfigMap or a Secret, decoded.</summary>
    public string File(string kind, string name, string file)
    {
        var content = Get(kind, name)["data"]![file]!.GetValue<string>();
        return kind == "Secret" ? Decode(content) : content;
    }

    public JsonObject Container(string workload, string container) =>
        ContainersOf(Workloads.Single(candidate => Name(candidate) == workload))
            .Single(candidate => candidate["name"]!.GetValue<string>() == container);

    public static string Kind(JsonObject candidate) => candidate["kind"]!.GetValue<string>();

    public static string Name(JsonObject candidate) => candidate["metadata"]!["name"]!.GetValue<string>();

    public static IEnumerable<JsonObject> ContainersOf(JsonObject workload)
    {
        var pod = workload["spec"]!["template"]!["spec"]!.AsObject();
        string[] lists = ["initContainers", "containers"];
        return lists.SelectMany(key => pod[key]?.AsArray() ?? []).Select(container => container!.AsObject());
    }

    public static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
