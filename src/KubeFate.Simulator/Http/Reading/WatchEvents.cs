using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Http.Selectors;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Reading;

/// <summary>The lines of one watch.</summary>
internal sealed class WatchEvents(ApiRequest request, Func<DateTimeOffset> now)
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private bool hasHeader;

    /// <summary>
    /// What the watcher sees of a change; null for nothing. An object that begins or ceases to match the selector is added or deleted
    /// for this watcher.
    /// </summary>
    public ReadOnlyMemory<byte>? Line(ObjectChange change, Selection selection)
    {
        var matches = change.Kind != ChangeKind.Deleted && selection.Matches(change.Object);
        var matched = change.Previous is not null && selection.Matches(change.Previous);
        return (matched, matches) switch
        {
            (false, true) => Line("ADDED", change.Object),
            (true, true) => Line("MODIFIED", change.Object),
            (true, false) => Line("DELETED", change.Kind == ChangeKind.Deleted ? change.Object : AsOf(change.Previous!, change.Revision)),
            _ => null,
        };
    }

    public ReadOnlyMemory<byte> Line(string type, JsonObject item) =>
        Write(type, (writer, representation) => representation.Item(writer, item));

    /// <summary>The event that ends a watch with a refusal.</summary>
    public static ReadOnlyMemory<byte> Error(ApiFailure failure) =>
        Encoding.UTF8.GetBytes(new JsonObject { ["type"] = "ERROR", ["object"] = StatusJson.Failure(failure) }.ToJsonString(JsonText.Options) + "\n");

    /// <summary>Says that everything up to a revision has been told.</summary>
    public ReadOnlyMemory<byte> Bookmark(long revision)
    {
        var item = new JsonObject
        {
            ["kind"] = request.Served.Kind,
            ["apiVersion"] = request.Served.ApiVersion,
            ["metadata"] = new JsonObject { ["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture), ["creationTimestamp"] = null },
        };
        return Write("BOOKMARK", (writer, representation) =>
        {
            if (request.Accept.Form == AnswerForm.Table) representation.Empty(writer, revision);
            else representation.Item(writer, item);
        });
    }

    private ReadOnlyMemory<byte> Write(string type, Action<Utf8JsonWriter, Representation> write)
    {
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer, JsonResponse.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WritePropertyName("object");
            write(writer, new Representation(request, now(), withHeader: !hasHeader));
            writer.WriteEndObject();
        }

        hasHeader = true;
        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    private static JsonObject AsOf(JsonObject item, long revision)
    {
        var copy = (JsonObject)item.DeepClone();
        ObjectMeta.Metadata(copy)["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture);
        return copy;
    }
}
