using System.Text;

namespace KubeFate.Fuzz.Tests.Inputs;

/// <summary>Makes inputs of samples: mostly almost right, now and then large. The same number makes the same input.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> samples)
{
    /// <summary>Of an input that is blown up. Real files are smaller.</summary>
    private const int Largest = 256 * 1024;

    /// <summary>One input of so many is blown up: time that grows with the square of the length shows there.</summary>
    private const int BlownUp = 150;

    private static readonly byte[][] Pieces = [.. ((string[])
    [
        "[", "]", "{", "}", ": ", ":", "- ", "-", "\n", "\r\n", "\t", " ", "  ", "\"", "'", "|", ">", "|+2\n", ">-\n", "&a ", "*a", "<<: *a", "!!int ", "!<x> ", "%YAML 9.9\n", "---\n", "...\n", "? ", "#", "@", "`", ",", "\\",
        "\\u0000", "\\uD800", "\\x", "null", "~", "true", "y", "0o17", "1_000", "1e999", "-9223372036854775809", "18446744073709551616", ".nan", "0x", "\0", "\u0001", "\ufeff", "\u2028", "é", "😀", "://", "://a:", "@", "eyJ", "password=", "password: |\n", "Bearer ",
        "IDENTIFIED BY ", "-----BEGIN PRIVATE KEY-----", "{{", "}}", "../", "/", "name: ", "version: ", "kind: Secret\n", "data:\n", "items:\n", "apiVersion: v1\n", "{\"a\":", "[[", "\"\":", "1.", "Error: ",
    ]).Select(Encoding.UTF8.GetBytes), [0xff], [0xc3], [0xed, 0xa0, 0x80], [0x1f, 0x8b], [0, 0, 0, 0]];

    public byte[] Make(int number)
    {
        var random = new Random(number);
        var bytes = new List<byte>(samples[random.Next(samples.Count)]);
        for (var changes = 1 + random.Next(6); changes > 0; changes--) Change(bytes, random);
        if (random.Next(BlownUp) == 0) BlowUp(bytes, random);
        return [.. bytes];
    }

    private void Change(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 40), bytes.Count - at);
        switch (random.Next(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 4:
                var other = samples[random.Next(samples.Count)];
                var from = random.Next(other.Length);
                bytes.InsertRange(at, other[from..Math.Min(other.Length, from + random.Next(1, 200))]);
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                break;
        }
    }

    private static void BlowUp(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 30), bytes.Count - at);
        var piece = random.Next(2) == 0 || length == 0 ? [.. Pieces[random.Next(Pieces.Length)], .. Pieces[random.Next(Pieces.Length)]] : bytes.GetRange(at, length).ToArray();
        var times = random.Next(Largest) / piece.Length;
        var blown = new byte[times * piece.Length];
        for (var i = 0; i < times; i++) piece.CopyTo(blown, i * piece.Length);
        bytes.InsertRange(at, blown);
    }
}
