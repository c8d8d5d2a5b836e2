using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Persistence;

/// <summary>One line of the journal: an object as it became at a revision, or that it went.</summary>
/// <param name="Object">Null when it was deleted.</param>
internal sealed record JournalLine(long Revision, string Group, string Version, string Plural, string Namespace, string Name, JsonObject? Object)
{
    /// <summary>What names the object, whatever became of it.</summary>
    public (string Group, string Version, string Plural, string Namespace, string Name) Identity => (Group, Version, Plural, Namespace, Name);

    public static void Write(IBufferWriter<byte> output, ObjectKey key, long revision, ReadOnlySpan<byte> json)
    {
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteNumber("revision", revision);
            writer.WriteString("group", key.Type.Group);
            writer.WriteString("version", key.Type.Version);
            writer.WriteString("plural", key.Type.Plural);
            writer.WriteString("namespace", key.Namespace);
            writer.WriteString("name", key.Name);
            if (!json.IsEmpty)
            {
                writer.WritePropertyName("object");
                writer.WriteRawValue(json, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <exception cref="JsonException">The line is torn or not ours.</exception>
    public static JournalLine Read(ReadOnlySpan<byte> line)
    {
        if (JsonNode.Parse(line) is not JsonObject read || read["revision"] is null || read["plural"] is null)
            throw new JsonException("no journal line");
        var item = read["object"] as JsonObject;
        read.Remove("object");
        return new(
            (long)read["revision"]!, (string)read["group"]!, (string)read["version"]!, (string)read["plural"]!, (string)read["namespace"]!,
            (string)read["name"]!, item);
    }

    public ObjectKey? Key(ServedTypes types) => types.Find(Group, Version, Plural) is { } type ? new(type, Namespace, Name) : null;
}
