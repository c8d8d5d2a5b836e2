using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Reading;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Tables;

/// <summary>Writes objects as a <c>meta.k8s.io</c> Table.</summary>
/// <param name="includeObject">What each row carries of its object: None, Metadata or Object.</param>
internal sealed class TableWriter(ResourceType type, string version, string includeObject, DateTimeOffset now)
{
    /// <summary>Whether the columns are named; not in the later events of a watch.</summary>
    public bool WithHeader { get; init; } = true;

    public void Write(Utf8JsonWriter writer, IReadOnlyList<JsonObject> items, string? revision, string? going, long? remaining)
    {
        var columns = TableColumns.Of(type.PrinterColumns.Count > 0 ? type : type.Stored);
        writer.WriteStartObject();
        writer.WriteString("kind", "Table");
        writer.WriteString("apiVersion", "meta.k8s.io/" + version);
        ListMetadata.Write(writer, revision, going, remaining);
        if (WithHeader) WriteHeader(writer, columns);
        else writer.WriteNull("columnDefinitions");
        writer.WriteStartArray("rows");
        foreach (var item in items) WriteRow(writer, columns, item);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteHeader(Utf8JsonWriter writer, IReadOnlyList<TableColumn> columns)
    {
        writer.WriteStartArray("columnDefinitions");
        foreach (var column in columns)
        {
            writer.WriteStartObject();
            writer.WriteString("name", column.Name);
            writer.WriteString("type", column.Type);
            writer.WriteString("format", column.Format);
            writer.WriteString("description", "");
            writer.WriteNumber("priority", column.Priority);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteRow(Utf8JsonWriter writer, IReadOnlyList<TableColumn> columns, JsonObject item)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("cells");
        foreach (var column in columns)
        {
            if (column.Cell(item, now) is { } cell) cell.WriteTo(writer);
            else writer.WriteNullValue();
        }

        writer.WriteEndArray();
        writer.WritePropertyName("object");
        if (includeObject == "Object") (type.View?.ToServed(item) ?? item).WriteTo(writer);
        else if (includeObject == "None") writer.WriteNullValue();
        else PartialMetadata.Write(writer, item, version);
        writer.WriteEndObject();
    }
}
