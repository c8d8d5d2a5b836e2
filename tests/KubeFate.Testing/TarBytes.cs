using System.IO.Compression;
using System.Text;

namespace KubeFate.Testing;

/// <summary>Writes tar files byte by byte, such as no sound writer makes.</summary>
public sealed class TarBytes
{
    public const string ChartYaml = "apiVersion: v2\nname: demo\nversion: v0.1.0\n";

    private readonly List<byte> bytes = [];

    /// <summary>A chart of that Chart.yaml in the folder demo.</summary>
    public static TarBytes Chart(string chartYaml = ChartYaml) => new TarBytes().File("demo/Chart.yaml", chartYaml);

    public TarBytes File(string name, string text) => Entry(name, '0', Encoding.UTF8.GetBytes(text));

    /// <summary>An entry of that type; <paramref name="size"/> may lie about its content.</summary>
    public TarBytes Entry(string name, char type, byte[] content, string? size = null, string link = "")
    {
        var header = new byte[512];
        Put(header, 0, name);
        Put(header, 100, "0000644\0");
        Put(header, 108, "0000000\0");
        Put(header, 116, "0000000\0");
        Put(header, 124, size ?? Convert.ToString(content.Length, 8).PadLeft(11, '0') + "\0");
        Put(header, 136, "00000000000\0");
        Put(header, 148, "        ");
        header[156] = (byte)type;
        Put(header, 157, link);
        Put(header, 257, "ustar\0" + "00");
        Put(header, 148, Convert.ToString(header.Sum(part => part), 8).PadLeft(6, '0') + "\0 ");
        bytes.AddRange(header);
        bytes.AddRange(content);
        bytes.AddRange(new byte[(512 - (content.Length % 512)) % 512]);
        return this;
    }

    /// <summary>The tar file with its end.</summary>
    public byte[] Whole() => [.. bytes, .. new byte[1024]];

    public byte[] Gzip() => Gzip(Whole());

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }

    private static void Put(byte[] header, int offset, string text) => Encoding.UTF8.GetBytes(text).AsSpan().CopyTo(header.AsSpan(offset));
}
