using System.Text.Json.Nodes;

namespace KubeFate.Conformance.Tests.Objects;

/// <summary>What an API server answered: the status code, the object or Status, and the Warning headers' texts.</summary>
internal sealed record ApiAnswer(int Code, JsonNode? Body, IReadOnlyList<string> Warnings)
{
    public string Text(params ReadOnlySpan<string> path)
    {
        var node = Body;
        foreach (var part in path) node = (node as JsonObject)?[part];
        return node?.ToString() ?? "";
    }

    /// <summary>The causes of a refusal, each as <c>field reason message</c>; the message alone when it has none.</summary>
    public IReadOnlyList<string> Causes => Body?["details"]?["causes"] is JsonArray causes
        ? [.. causes.Select(cause => $"{cause!["field"]} {cause["reason"]} {cause["message"]}")]
        : [Text("message")];

    public override string ToString() => $"{Code} {Text("reason")} {Text("message")} {string.Join("; ", Warnings)}";
}
