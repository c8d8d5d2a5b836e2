using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace KubeFate.Kubernetes.Watching;

/// <summary>What a line of a watch says.</summary>
internal enum WatchLineType
{
    Added,
    Modified,
    Deleted,

    /// <summary>Nothing changed; the watch has come so far.</summary>
    Bookmark,

    /// <summary>The watch ends; the object is a Status.</summary>
    Error,
}

/// <summary>One line of a watch, taken apart without building a tree: <c>{"type": …, "object": …}</c>.</summary>
internal readonly record struct WatchLine(WatchLineType Type, ReadOnlySequence<byte> Object)
{
    /// <summary>Takes a line apart.</summary>
    /// <exception cref="JsonException">Not such a line, such as one that broke off.</exception>
    public static WatchLine Parse(ReadOnlySequence<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        string? type = null;
        ReadOnlySequence<byte>? body = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("not an object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isObject = reader.ValueTextEquals("object"u8);
            reader.Read();
            var start = reader.TokenStartIndex;
            if (isType) type = reader.GetString();
            reader.Skip();
            if (isObject) body = line.Slice(start, reader.BytesConsumed - start);
        }

        return new WatchLine(TypeOf(type), body ?? throw new JsonException("no object"));
    }

    public T Read<T>(JsonTypeInfo<T> type)
    {
        var reader = new Utf8JsonReader(Object);
        return JsonSerializer.Deserialize(ref reader, type) ?? throw new JsonException("null");
    }

    private static WatchLineType TypeOf(string? type) => type switch
    {
        "ADDED" => WatchLineType.Added,
        "MODIFIED" => WatchLineType.Modified,
        "DELETED" => WatchLineType.Deleted,
        "BOOKMARK" => WatchLineType.Bookmark,
        "ERROR" => WatchLineType.Error,
        _ => throw new JsonException($"unknown type '{type}'"),
    };
}
