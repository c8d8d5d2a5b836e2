using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Schemas.Decoding;

/// <summary>Reads JSON whose objects may say a field twice: the last one counts, as in Go, and strict validation tells of it.</summary>
internal static class StrictJson
{
    /// <param name="duplicates">Gets <c>duplicate field "metadata.labels.a"</c> for each.</param>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8, ICollection<string> duplicates)
    {
        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        var value = ReadValue(ref reader, "", duplicates);
        while (reader.Read())
        {
            // Only white space may follow; the reader throws at anything else.
        }

        return value;
    }

    private static JsonNode? ReadValue(ref Utf8JsonReader reader, string path, ICollection<string> duplicates) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader, path, duplicates),
        JsonTokenType.StartArray => ReadArray(ref reader, path, duplicates),
        _ => JsonNode.Parse(ref reader),
    };

    private static JsonObject ReadObject(ref Utf8JsonReader reader, string path, ICollection<string> duplicates)
    {
        var map = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var memberPath = path.Length == 0 ? name : path + "." + name;
            if (map.ContainsKey(name))
            {
                duplicates.Add($"duplicate field \"{memberPath}\"");
            }

            reader.Read();
            map[name] = ReadValue(ref reader, memberPath, duplicates);
        }

        return map;
    }

    private static JsonArray ReadArray(ref Utf8JsonReader reader, string path, ICollection<string> duplicates)
    {
        var list = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Add(ReadValue(ref reader, $"{path}[{list.Count}]", duplicates));
        }

        return list;
    }
}
