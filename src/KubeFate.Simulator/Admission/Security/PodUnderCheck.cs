using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;

namespace KubeFate.Simulator.Admission.Security;

/// <summary>A pod, or a workload's template, as the checks read it.</summary>
internal sealed record PodUnderCheck(JsonNode? Metadata, JsonNode? Spec)
{
    /// <summary>Init containers first, as refusals name them.</summary>
    public IReadOnlyList<JsonObject> Containers { get; } =
        [.. Spec.Items("initContainers"), .. Spec.Items("containers"), .. Spec.Items("ephemeralContainers")];

    public bool IsWindows => Spec.Text("os", "name") is "windows";

    public List<string> Named(Func<JsonObject, bool> which) => [.. Containers.Where(which).Select(container => container.Text("name") ?? "")];

    public static string Quote(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"\"{word}\""));

    /// <summary><c>container "a"</c> or <c>containers "a", "b"</c>.</summary>
    public static string Say(string noun, IReadOnlyCollection<string> names) => $"{Plural(noun, names.Count)} {Quote(names)}";

    public static string Plural(string noun, int count) => count == 1 ? noun : noun + "s";

    /// <summary>The pod and the containers, as far as they are among those that set something.</summary>
    public static string Setters(bool pod, IReadOnlyCollection<string> containers)
    {
        List<string> setters = pod ? ["pod"] : [];
        if (containers.Count > 0) setters.Add(Say("container", containers));
        return string.Join(" and ", setters);
    }
}
