using System.Text;

namespace KubeFate.Helm.Charts.Archives;

/// <summary>
/// Stands between a tar file and its reader and lets no block through that would make the reader take much memory, or that two readers
/// could read as different files: sizes are checked before the reader sees them.
/// </summary>
internal sealed class TarGuard(Stream inner) : ReadStream
{
    private const int Block = 512, LongestExtension = 64 * 1024;

    private byte[] ready = [];
    private int given;
    private long body;
    private bool ended;

    public override int Read(Span<byte> buffer)
    {
        if (given == ready.Length && body == 0) Next();
        if (given < ready.Length)
        {
            var count = Math.Min(buffer.Length, ready.Length - given);
            ready.AsSpan(given, count).CopyTo(buffer);
            given += count;
            return count;
        }

        if (body == 0) return 0;
        var read = inner.Read(buffer[..(int)Math.Min(buffer.Length, body)]);
        if (read == 0 && buffer.Length > 0) throw CutOff();
        body -= read;
        return read;
    }

    /// <summary>Reads to the end, so that what stands behind the archive is seen too.</summary>
    public void Drain()
    {
        Span<byte> rest = stackalloc byte[4096];
        while (Read(rest) > 0)
        {
            // Every block is checked as it passes.
        }
    }

    private void Next()
    {
        ready = new byte[Block];
        given = 0;
        var count = inner.ReadAtLeast(ready, Block, throwOnEndOfStream: false);
        if (count == 0)
        {
            if (!ended) throw CutOff();
            ready = [];
            return;
        }

        if (count < Block) throw CutOff();
        var empty = ready.AsSpan().IndexOfAnyExcept((byte)0) < 0;
        if (ended && !empty) throw new InvalidDataException("there is something behind the end of its tar data");
        ended |= empty;
        if (!empty) Header();
    }

    private void Header()
    {
        var size = Size();
        var padded = (size + Block - 1) / Block * Block;
        if ((char)ready[156] is not ('x' or 'g' or 'L' or 'K'))
        {
            ArchiveBudget.CheckFile(Encoding.Latin1.GetString(ready, 0, 100).TrimEnd('\0'), size);
            body = padded;
            return;
        }

        // The entry's name and more: the reader takes it into memory whole.
        if (size > LongestExtension) throw new InvalidDataException("it has an entry whose name or attributes are too long");
        var whole = new byte[Block + padded];
        ready.CopyTo(whole, 0);
        if (inner.ReadAtLeast(whole.AsSpan(Block), (int)padded, throwOnEndOfStream: false) < padded) throw CutOff();
        var said = Encoding.Latin1.GetString(whole, Block, (int)size);
        if (said.Contains(" size=", StringComparison.Ordinal) || said.Contains("GNU.sparse", StringComparison.Ordinal))
            throw new InvalidDataException("it has an entry whose size is told twice");
        ready = whole;
    }

    private long Size()
    {
        var text = Encoding.Latin1.GetString(ready, 124, 12).Trim('\0', ' ');
        if (text.Length == 0) return 0;
        try
        {
            if (text.All(digit => digit is >= '0' and <= '7')) return Convert.ToInt64(text, 8);
        }
        catch (OverflowException)
        {
            // As good as no number.
        }

        throw new InvalidDataException("it is no tar file, or has an entry of an impossible size");
    }

    private static InvalidDataException CutOff() => new("it is no whole tar file: it is cut off");
}
