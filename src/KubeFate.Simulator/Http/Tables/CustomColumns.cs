using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Http.Tables;

/// <summary>The columns that a CustomResourceDefinition names (<c>additionalPrinterColumns</c>).</summary>
internal static class CustomColumns
{
    /// <summary>Only simple paths such as <c>.spec.replicas</c> or <c>.status.conditions[0].type</c> are followed.</summary>
    public static IReadOnlyList<TableColumn> Of(IReadOnlyList<JsonObject> printed) => [TableColumn.Named, .. printed.Select(Column)];

    private static TableColumn Column(JsonObject column)
    {
        var path = Cells.Text(column, "jsonPath");
        var type = Cells.Text(column, "type", "string");
        return new(Cells.Text(column, "name"), type == "date" ? "string" : type, (int)Cells.Number(column, "priority"), (item, now) =>
            Follow(item, path) switch
            {
                null => null,
                var time when type == "date" => PrintedDuration.Since(time, now),
                JsonValue value => value.DeepClone(),
                var other => other.ToJsonString(),
            });
    }

    private static JsonNode? Follow(JsonNode? node, string path)
    {
        foreach (var part in path.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            node = part.EndsWith(']')
                ? node is JsonArray list && int.TryParse(part[..^1], out var at) && at >= 0 && at < list.Count ? list[at] : null
                : (node as JsonObject)?[part];
        }

        return node;
    }
}
