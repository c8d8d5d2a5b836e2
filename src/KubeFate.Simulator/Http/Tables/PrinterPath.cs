using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KubeFate.Simulator.Http.Tables;

/// <summary>
/// A JSON path as columns use it: <c>.spec.replicas</c>, <c>.a['b.c']</c>, <c>.list[0]</c>, <c>.status.conditions[?(@.type=="Ready")].status</c>. Other
/// forms find nothing.
/// </summary>
internal sealed partial class PrinterPath
{
    private readonly IReadOnlyList<Match> steps;

    public PrinterPath(string path)
    {
        var found = Step().Matches(path).ToList();
        steps = found.Sum(step => step.Length) == path.Length ? found : [];
    }

    /// <summary>The first value that the path leads to; null when there is none.</summary>
    public JsonNode? Find(JsonNode item)
    {
        if (steps.Count == 0) return null;
        JsonNode? node = item;
        foreach (var step in steps) node = Follow(node, step);
        return node;
    }

    private static JsonNode? Follow(JsonNode? node, Match step)
    {
        if (step.Groups["index"] is { Success: true } index) return (node as JsonArray)?.ElementAtOrDefault(index.Value is "*" ? 0 : int.Parse(index.Value, null));
        if (step.Groups["field"] is { Success: true } field)
            return (node as JsonArray)?.FirstOrDefault(entry => (entry as JsonObject)?[field.Value]?.ToString() == step.Groups["value"].Value);
        return (node as JsonObject)?[step.Groups["name"].Value.Replace("\\.", ".", StringComparison.Ordinal)];
    }

    [GeneratedRegex(
        """\.(?<name>([\w/-]|\\\.)+)|\['(?<name>[^']+)'\]|\[(?<index>\d+|\*)\]|\[\?\(@\.(?<field>[\w-]+)\s*==\s*["'](?<value>[^"']*)["']\)\]""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Step();
}
