using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Patching.Ownership;

/// <summary>Reads and writes <c>metadata.managedFields</c>.</summary>
internal static class ManagedEntries
{
    /// <summary>The entries; empty when the object has none, or none that can be read (as real servers treat them).</summary>
    public static List<ManagedEntry> Read(JsonObject? holder)
    {
        if ((holder?["metadata"] as JsonObject)?["managedFields"] is not JsonArray list)
        {
            return [];
        }

        try
        {
            return [.. list.OfType<JsonObject>().Where(entry => entry["manager"] is not null).Select(Read)];
        }
        catch (Exception malformed) when (malformed is FormatException or InvalidOperationException)
        {
            return [];
        }

        static ManagedEntry Read(JsonObject entry) => new()
        {
            Manager = Text(entry, "manager"),
            IsApply = Text(entry, "operation") is "Apply",
            ApiVersion = Text(entry, "apiVersion"),
            Subresource = Text(entry, "subresource"),
            Time = entry["time"]?.GetValue<string>(),
            Fields = FieldSetJson.Read(entry["fieldsV1"] as JsonObject ?? []),
        };
    }

    /// <summary>A single empty entry: the client asks to forget all ownership.</summary>
    public static bool IsReset(JsonObject holder) =>
        (holder["metadata"] as JsonObject)?["managedFields"] is JsonArray { Count: 1 } list && list[0] is JsonObject { Count: 0 };

    /// <summary>Writes the entries in the order real servers keep: applied before updated, then older before newer, then by name.</summary>
    public static void Write(JsonObject holder, IEnumerable<ManagedEntry> entries)
    {
        var list = new JsonArray();
        foreach (var entry in entries.Where(entry => !entry.Fields.IsEmpty)
            .OrderBy(entry => !entry.IsApply)
            .ThenBy(entry => entry.Time, StringComparer.Ordinal)
            .ThenBy(entry => entry.Manager, StringComparer.Ordinal)
            .ThenBy(entry => entry.ApiVersion, StringComparer.Ordinal)
            .ThenBy(entry => entry.Subresource, StringComparer.Ordinal))
        {
            list.Add(Json(entry));
        }

        var metadata = holder["metadata"] as JsonObject;
        if (metadata is null)
        {
            holder["metadata"] = metadata = [];
        }

        metadata.Remove("managedFields");
        if (list.Count > 0)
        {
            metadata["managedFields"] = list;
        }
    }

    private static JsonObject Json(ManagedEntry entry)
    {
        var json = new JsonObject
        {
            ["manager"] = entry.Manager,
            ["operation"] = entry.IsApply ? "Apply" : "Update",
            ["apiVersion"] = entry.ApiVersion,
        };
        if (entry.Time is not null)
        {
            json["time"] = entry.Time;
        }

        json["fieldsType"] = "FieldsV1";
        json["fieldsV1"] = FieldSetJson.Write(entry.Fields);
        if (entry.Subresource.Length > 0)
        {
            json["subresource"] = entry.Subresource;
        }

        return json;
    }

    private static string Text(JsonObject entry, string name) => entry[name]?.GetValue<string>() ?? "";
}
