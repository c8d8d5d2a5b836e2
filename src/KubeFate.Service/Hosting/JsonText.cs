using System.Text.Json;
using System.Text.Unicode;

namespace KubeFate.Service.Hosting;

/// <summary>
/// Finds in JSON what a reader passes over at first and fails at later, far from whoever could tell the user: a key that stands twice, half of a
/// surrogate pair, bytes that are no UTF-8, and a zero character, which PostgreSQL does not store.
/// </summary>
internal static class JsonText
{
    /// <summary>The first fault with its place, such as <c>line 3, byte 7: the key "name" stands twice</c>; null when there is none. Syntax is the reader's to judge.</summary>
    public static string? FindFault(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1000 });
        var keys = new Stack<HashSet<string>>();
        try
        {
            while (reader.Read())
            {
                if (Look(ref reader, keys) is { } fault) return $"{Place(json, (int)reader.TokenStartIndex)}: {fault}";
            }
        }
        catch (JsonException)
        {
            return null; // Whoever reads it tells what is wrong.
        }

        return null;
    }

    /// <summary>Where a reader stopped, as people count.</summary>
    public static string Place(JsonException failure) => $"line {(failure.LineNumber ?? 0) + 1}, byte {(failure.BytePositionInLine ?? 0) + 1}";

    private static string? Look(ref Utf8JsonReader reader, Stack<HashSet<string>> keys)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                keys.Push(new HashSet<string>(StringComparer.Ordinal));
                return null;
            case JsonTokenType.EndObject:
                keys.Pop();
                return null;
            case JsonTokenType.PropertyName:
                if (FindFault(ref reader) is { } fault) return fault;
                return keys.Peek().Add(reader.GetString()!) ? null : $"the key \"{reader.GetString()}\" stands twice; leave one of them out";
            case JsonTokenType.String:
                return FindFault(ref reader);
            default:
                return null;
        }
    }

    private static string? FindFault(ref Utf8JsonReader reader)
    {
        if (!Utf8.IsValid(reader.ValueSpan)) return "a text has bytes that are no UTF-8; write it in UTF-8";
        if (!reader.ValueIsEscaped) return null;
        try
        {
            return reader.GetString()!.Contains('\0', StringComparison.Ordinal) ? "a text has a zero character (\\u0000); leave it out" : null;
        }
        catch (InvalidOperationException)
        {
            return "a text has half of a surrogate pair (\\ud800 to \\udfff); write the whole character";
        }
    }

    private static string Place(ReadOnlySpan<byte> json, int at)
    {
        var before = json[..at];
        return $"line {before.Count((byte)'\n') + 1}, byte {at - before.LastIndexOf((byte)'\n')}";
    }
}
