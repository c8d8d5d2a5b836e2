using System.Collections.Frozen;
using System.Globalization;

namespace KubeFate.Simulator.Protobuf;

internal enum ProtobufShape
{
    One,
    List,
    Map,
}

/// <summary>One field of a message.</summary>
/// <param name="Name">As JSON has it.</param>
/// <param name="Type">
/// string, bytes, int, bool, Time, FieldsV1, Quantity, IntOrString, a message, skip (never told) or inline:X (the fields of the message X are
/// the outer object's).
/// </param>
/// <param name="KeepsZero">A pointer in Go: zero was said on purpose.</param>
internal sealed record ProtobufField(string Name, string Type, ProtobufShape Shape, bool KeepsZero);

/// <summary>The messages of <see cref="ProtobufTables"/> and <see cref="ProtobufPods"/> by name and field number.</summary>
internal static class ProtobufMessages
{
    private static readonly FrozenDictionary<string, FrozenDictionary<int, ProtobufField>> Messages = string
        .Join('\n', ProtobufTables.Shared, ProtobufPods.Specs, ProtobufTables.Objects).Replace("\n  ", " ", StringComparison.Ordinal)
        .Split('\n').Select(line => line.Split(": ", 2))
        .ToFrozenDictionary(parts => parts[0], parts => Fields(parts[1]));

    /// <summary>The fields of a message by number; null when it is not in the tables.</summary>
    public static IReadOnlyDictionary<int, ProtobufField>? Find(string message) => Messages.GetValueOrDefault(message);

    private static FrozenDictionary<int, ProtobufField> Fields(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries).Select(field => field.Split(' ')).ToFrozenDictionary(
            words => int.Parse(words[0], CultureInfo.InvariantCulture),
            words => new ProtobufField(words[1], words[2].Trim('?', '[', ']', '{', '}'), Shape(words[2]), words[2].EndsWith('?')));

    private static ProtobufShape Shape(string type) => type[..2] switch
    {
        "[]" => ProtobufShape.List,
        "{}" => ProtobufShape.Map,
        _ => ProtobufShape.One,
    };
}
