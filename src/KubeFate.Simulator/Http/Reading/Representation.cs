using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Tables;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Reading;

/// <summary>Writes objects in the form that the client asked for.</summary>
/// <param name="withHeader">Whether a table names its columns; a watch does so once.</param>
internal sealed class Representation(ApiRequest request, DateTimeOffset now, bool withHeader = true)
{
    private readonly AcceptHeader accept = request.Accept;
    private readonly TableWriter table = new(request.Served, request.Accept.Version, request.Query("includeObject") ?? "Metadata", now)
    {
        WithHeader = withHeader,
    };

    public void Item(Utf8JsonWriter writer, JsonObject item)
    {
        if (accept.Form == AnswerForm.Table) table.Write(writer, [item], ObjectMeta.Text(item, "resourceVersion"), null, null);
        else if (accept.Form == AnswerForm.Metadata) PartialMetadata.Write(writer, item, accept.Version);
        else (request.Served.View?.ToServed(item) ?? item).WriteTo(writer);
    }

    // Of built-in kinds the list alone says what its items are; custom resources say it each.
    private void ListItem(Utf8JsonWriter writer, JsonObject item)
    {
        if (accept.Form != AnswerForm.Full || ResourceCatalog.Find(request.Served.ApiVersion, request.Served.Kind) is null)
        {
            Item(writer, item);
            return;
        }

        writer.WriteStartObject();
        foreach (var (field, value) in request.Served.View?.ToServed(item) ?? item)
        {
            if (field is "apiVersion" or "kind") continue;
            writer.WritePropertyName(field);
            if (value is null) writer.WriteNullValue();
            else value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>A table without rows, as a bookmark.</summary>
    public void Empty(Utf8JsonWriter writer, long revision) =>
        table.Write(writer, [], revision.ToString(CultureInfo.InvariantCulture), null, null);

    /// <param name="going">The continue token, when there is more.</param>
    /// <param name="remaining">How many objects are left; null when unknown.</param>
    public void List(Utf8JsonWriter writer, IReadOnlyList<JsonObject> items, long revision, string? going, long? remaining)
    {
        var at = revision.ToString(CultureInfo.InvariantCulture);
        if (accept.Form == AnswerForm.Table)
        {
            table.Write(writer, items, at, going, remaining);
            return;
        }

        var partial = accept.Form == AnswerForm.Metadata;
        writer.WriteStartObject();
        writer.WriteString("kind", partial ? "PartialObjectMetadataList" : request.Served.Kind + "List");
        writer.WriteString("apiVersion", partial ? "meta.k8s.io/" + accept.Version : request.Served.ApiVersion);
        ListMetadata.Write(writer, at, going, remaining);
        writer.WriteStartArray("items");
        foreach (var item in items) ListItem(writer, item);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
