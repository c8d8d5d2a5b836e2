using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Protobuf;

/// <summary>Turns a message into the JSON that the same object has, by its field table.</summary>
internal static class ProtobufToJson
{
    private const string Inline = "inline:";

    /// <exception cref="FormatException">A field is set that the tables do not know.</exception>
    public static void Read(ReadOnlySpan<byte> message, string type, JsonObject into)
    {
        var fields = ProtobufMessages.Find(type) ?? throw new FormatException($"the message {type} is not known");
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (!fields.TryGetValue(reader.Field, out var field)) RequireZero(reader, type);
            else Add(reader, field, into);
        }
    }

    private static void Add(ProtobufReader reader, ProtobufField field, JsonObject into)
    {
        if (field.Type == "skip") return;
        if (field.Type.StartsWith(Inline, StringComparison.Ordinal))
        {
            Read(reader.Content, field.Type[Inline.Length..], into);
            return;
        }

        switch (field.Shape)
        {
            case ProtobufShape.Map:
                AddEntry(reader.Content, field, into);
                break;
            case ProtobufShape.List:
                if (into[field.Name] is not JsonArray list) into[field.Name] = list = [];
                list.Add(Value(reader, field));
                break;
            default:
                Set(into, field, Value(reader, field));
                break;
        }
    }

    private static void RequireZero(ProtobufReader reader, string type)
    {
        if (reader.Number == 0 && reader.Content.IsEmpty) return;
        throw new FormatException($"field {reader.Field} of {type} is not known to the simulated Kubernetes as protobuf; send JSON or YAML");
    }

    // Go writes fields that have no pointer even when they are zero; JSON leaves those out.
    private static void Set(JsonObject into, ProtobufField field, JsonNode? value)
    {
        var isZero = value is null || value is JsonObject { Count: 0 } || (value is JsonValue scalar && scalar.ToString() is "" or "0" or "false");
        if (!isZero || field.KeepsZero) into[field.Name] = value;
    }

    private static void AddEntry(ReadOnlySpan<byte> entry, ProtobufField field, JsonObject into)
    {
        if (into[field.Name] is not JsonObject map) into[field.Name] = map = [];
        var (key, value) = ("", field.Type == "bytes" || field.Type == "string" ? (JsonNode?)"" : null);
        var reader = new ProtobufReader(entry);
        while (reader.Next())
        {
            if (reader.Field == 1) key = Encoding.UTF8.GetString(reader.Content);
            else if (reader.Field == 2) value = Value(reader, field);
        }

        map[key] = value;
    }

    private static JsonNode? Value(ProtobufReader reader, ProtobufField field)
    {
        switch (field.Type)
        {
            case "string":
                return Encoding.UTF8.GetString(reader.Content);
            case "bytes":
                return Convert.ToBase64String(reader.Content);
            case "int":
                return (long)reader.Number;
            case "bool":
                return reader.Number != 0;
            case "Time":
                return Time(reader.Content);
            case "FieldsV1":
                return Inner(reader.Content) is { IsEmpty: false } raw ? JsonNode.Parse(raw) : null;
            case "Quantity":
                return Encoding.UTF8.GetString(Inner(reader.Content));
            case "IntOrString":
                return IntOrString(reader.Content);
            default:
                var nested = new JsonObject();
                Read(reader.Content, field.Type, nested);
                return nested;
        }
    }

    private static ReadOnlySpan<byte> Inner(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        return reader.Next() && reader.Field == 1 ? reader.Content : [];
    }

    private static JsonNode? Time(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        return reader.Next() && reader.Field == 1 ? ObjectMeta.Time(DateTimeOffset.FromUnixTimeSeconds((long)reader.Number)) : null;
    }

    private static JsonNode IntOrString(ReadOnlySpan<byte> message)
    {
        var (isText, number, text) = (false, 0L, "");
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1) isText = reader.Number == 1;
            else if (reader.Field == 2) number = (int)reader.Number;
            else if (reader.Field == 3) text = Encoding.UTF8.GetString(reader.Content);
        }

        return isText ? text : number;
    }
}
