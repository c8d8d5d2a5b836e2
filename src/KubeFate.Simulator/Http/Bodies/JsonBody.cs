using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Http.Bodies;

/// <summary>A body as read, with what it said twice (of which the last counts, as in Go): <c>duplicate field "data.a"</c>.</summary>
internal sealed record ReadBody(JsonNode? Content, IReadOnlyList<string> Duplicates);

/// <summary>Reads JSON, remembering duplicate keys instead of failing at them.</summary>
internal static class JsonBody
{
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static ReadBody Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 128 });
        var duplicates = new List<string>();
        reader.Read();
        var content = Value(ref reader, "", duplicates);
        if (reader.Read()) throw new JsonException("text after the end of the object");
        return new(content, duplicates);
    }

    private static JsonNode? Value(ref Utf8JsonReader reader, string path, List<string> duplicates)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Map(ref reader, path, duplicates);
            case JsonTokenType.StartArray:
                return List(ref reader, path, duplicates);
            case JsonTokenType.String:
                return JsonValue.Create(reader.GetString());
            case JsonTokenType.Number when reader.TryGetInt64(out var whole):
                return JsonValue.Create(whole);
            case JsonTokenType.Number:
                using (var number = JsonDocument.ParseValue(ref reader)) return JsonValue.Create(number.RootElement.Clone());
            case JsonTokenType.True or JsonTokenType.False:
                return JsonValue.Create(reader.GetBoolean());
            default:
                return null;
        }
    }

    private static JsonObject Map(ref Utf8JsonReader reader, string path, List<string> duplicates)
    {
        var map = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            var at = path.Length == 0 ? key : path + "." + key;
            if (map.ContainsKey(key)) duplicates.Add($"duplicate field \"{at}\"");
            reader.Read();
            map[key] = Value(ref reader, at, duplicates);
        }

        return map;
    }

    private static JsonArray List(ref Utf8JsonReader reader, string path, List<string> duplicates)
    {
        var list = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) list.Add(Value(ref reader, $"{path}[{list.Count}]", duplicates));
        return list;
    }
}
