using System.Buffers.Binary;
using System.IO.Compression;

namespace KubeFate.Helm.Charts.Archives;

/// <summary>
/// What a gzip file unpacks to, within the budget. It must be one member and nothing behind it: readers differ in what they make of more,
/// and what we checked must be what helm reads.
/// </summary>
internal sealed class InflatedStream(ReadOnlyMemory<byte> archive, ArchiveBudget budget) : ReadStream
{
    private const int ShortestGzip = 18, TrailerLength = 8;

    private static readonly uint[] Table = MakeTable();

    private readonly GZipStream gzip = Open(archive);
    private uint checksum = uint.MaxValue;
    private long length;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        var count = gzip.Read(buffer);
        if (count == 0) CheckTrailer();
        length += count;
        budget.Expand(count, length, archive.Length);
        foreach (var part in buffer[..count]) checksum = (checksum >> 8) ^ Table[(byte)(checksum ^ part)];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) gzip.Dispose();
        base.Dispose(disposing);
    }

    private static GZipStream Open(ReadOnlyMemory<byte> archive)
    {
        if (archive.Length < ShortestGzip || archive.Span[0] != 0x1f || archive.Span[1] != 0x8b) throw new InvalidDataException("it is no gzip file");
        return new GZipStream(new MemoryStream(archive.ToArray(), writable: false), CompressionMode.Decompress);
    }

    /// <summary>The file's last bytes are checksum and length of all that was read only if all of it is one whole member.</summary>
    private void CheckTrailer()
    {
        var trailer = archive.Span[^TrailerLength..];
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != ~checksum || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != (uint)length)
            throw new InvalidDataException("it is cut off, or there is something behind the end of its gzip data");
    }

    /// <summary>CRC-32 as gzip has it; the framework keeps its own to itself.</summary>
    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var entry = i;
            for (var bit = 0; bit < 8; bit++) entry = (entry & 1) == 0 ? entry >> 1 : (entry >> 1) ^ 0xedb88320;
            table[i] = entry;
        }

        return table;
    }
}
