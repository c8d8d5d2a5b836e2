using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Http.Tables;

/// <summary>The columns that a CustomResourceDefinition names (<c>additionalPrinterColumns</c>).</summary>
internal static class CustomColumns
{
    public static IReadOnlyList<TableColumn> Of(IReadOnlyList<JsonObject> printed) => [TableColumn.Named, .. printed.Select(Column)];

    private static TableColumn Column(JsonObject column)
    {
        var path = new PrinterPath(Cells.Text(column, "jsonPath"));
        var type = Cells.Text(column, "type", "string");
        return new(Cells.Text(column, "name"), type == "date" ? "string" : type, (int)Cells.Number(column, "priority"), (item, now) =>
            path.Find(item) switch
            {
                null => null,
                var time when type == "date" => PrintedDuration.Since(time, now),
                JsonValue value => value.DeepClone(),
                var other => other.ToJsonString(),
            });
    }
}
