using System.Text;

namespace KubeFate.Cli.Bundles.Files;

/// <summary>
/// The part of tar (POSIX ustar) that a bundle is made of: plain files without owner, rights or time, so that the same files make the same
/// bytes. Anything else is refused when read.
/// </summary>
internal static class TarBlocks
{
    private const int Block = 512, MostPadding = 64 * 1024;

    /// <summary>Writes the files in their order, and the end.</summary>
    public static void Write(Stream stream, IEnumerable<(string Path, byte[] Content)> files)
    {
        foreach (var (path, content) in files)
        {
            stream.Write(Header(path, content.Length));
            stream.Write(content);
            stream.Write(new byte[Padding(content.Length)]);
        }

        stream.Write(new byte[2 * Block]);
    }

    /// <summary>The next file's path and size; null at the end. The caller reads the content, and then the padding by <see cref="SkipPadding"/>.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or cut off.</exception>
    public static (string Path, long Size)? ReadHeader(Stream stream)
    {
        var block = ReadBlock(stream);
        if (block.AsSpan().IndexOfAnyExcept((byte)0) < 0)
        {
            RequireEnd(stream);
            return null;
        }

        var size = Number(block, 124, 12);
        var path = Text(block, 345, 155) is { Length: > 0 } folder ? $"{folder}/{Text(block, 0, 100)}" : Text(block, 0, 100);
        // What we would not write is not there: no links, folders, devices, owners, times or extensions.
        return block.AsSpan().SequenceEqual(Header(path, size)) ? (path, size) : throw new InvalidDataException("it has an entry that is not a plain file of a bundle");
    }

    public static void SkipPadding(Stream stream, long size)
    {
        var padding = new byte[Padding(size)];
        stream.ReadExactly(padding);
        if (padding.AsSpan().IndexOfAnyExcept((byte)0) >= 0) throw new InvalidDataException("there is something between its files");
    }

    private static byte[] Header(string path, long size)
    {
        var slash = path.LastIndexOf('/');
        var (folder, name) = slash < 0 ? ("", path) : (path[..slash], path[(slash + 1)..]);
        if (name.Length > 100 || folder.Length > 155) throw new InvalidDataException($"the name {path} is too long for a bundle");
        var header = new byte[Block];
        Put(header, 0, name);
        Put(header, 100, "0000644\00000000\00000000\0");
        Put(header, 124, Octal(size, 11) + "\000000000000\0        0");
        Put(header, 257, "ustar\000");
        Put(header, 329, "0000000\00000000\0");
        Put(header, 345, folder);
        Put(header, 148, Octal(header.Sum(part => part), 6) + "\0 ");
        return header;
    }

    private static void RequireEnd(Stream stream)
    {
        // tar itself fills its last record with zeros.
        var rest = new byte[MostPadding + 1];
        var count = stream.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false);
        if (count < Block || count > MostPadding || rest.AsSpan(0, count).IndexOfAnyExcept((byte)0) >= 0) throw new InvalidDataException("it is cut off, or there is something behind its end");
    }

    private static byte[] ReadBlock(Stream stream)
    {
        var block = new byte[Block];
        stream.ReadExactly(block);
        return block;
    }

    private static long Padding(long size) => (Block - (size % Block)) % Block;

    private static string Octal(long number, int digits) => Convert.ToString(number, 8).PadLeft(digits, '0');

    private static long Number(byte[] block, int start, int length)
    {
        var text = Text(block, start, length);
        return text.Length == 11 && text.All(digit => digit is >= '0' and <= '7') ? Convert.ToInt64(text, 8) : throw new InvalidDataException("it is not a tar file");
    }

    private static string Text(byte[] block, int start, int length) => Encoding.Latin1.GetString(block, start, length).Split('\0')[0];

    private static void Put(byte[] header, int start, string text) => Encoding.ASCII.GetBytes(text).CopyTo(header, start);
}
