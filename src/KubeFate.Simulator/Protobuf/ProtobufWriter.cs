using System.Buffers;
using System.Text;

namespace KubeFate.Simulator.Protobuf;

/// <summary>Writes the fields of one protobuf message.</summary>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new();

    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;

    public ProtobufWriter Text(int field, string text) => Content(field, Encoding.UTF8.GetBytes(text));

    public ProtobufWriter Message(int field, ProtobufWriter message) => Content(field, message.Written);

    private ProtobufWriter Content(int field, ReadOnlySpan<byte> content)
    {
        Varint((uint)field << 3 | 2);
        Varint((uint)content.Length);
        buffer.Write(content);
        return this;
    }

    private void Varint(uint value)
    {
        for (; value >= 0x80; value >>= 7) buffer.Write([(byte)(value | 0x80)]);
        buffer.Write([(byte)value]);
    }
}
