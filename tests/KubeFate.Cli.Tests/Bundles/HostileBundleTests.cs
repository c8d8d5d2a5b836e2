using System.IO.Compression;
using System.Text;
using KubeFate.Testing;

namespace KubeFate.Cli.Tests.Bundles;

/// <summary>Bundles that somebody changed, broke or made by hand: refused with the reason, and nothing is uploaded or written.</summary>
public sealed class HostileBundleTests
{
    public static TheoryData<string, string> Changes => new()
    {
        { "cut", "cut off" },
        { "chart", "charts/demo-v1.0.0.tgz is not what was saved: its sha256 differs" },
        { "image", "an image of its manifest is not an image name" },
        { "format", "its format 2 is not known here" },
        { "behind", "something behind its end" },
        { "padding", "something between its files" },
        { "owner", "an entry that is not a plain file" },
    };

    public static TheoryData<string, string> Made => new()
    {
        { "../outside.yaml", "a file that no bundle has: ../outside.yaml" },
        { "/etc/passwd", "a file that no bundle has" },
        { "specs/../../outside/a.yaml", "a file that no bundle has" },
        { "specs/a/\u001b[31m.yaml", "a file that no bundle has: specs/a/?[31m.yaml" },
        { "images.txt", "it has no manifest.json" },
        { "twice", "it has images.txt twice" },
        { "link", "an entry that is not a plain file" },
        { "large", "it is larger than any bundle" },
        { "many", "it is larger than any bundle" },
        { "empty", "it was cut off" },
        { "text", "bundle.tgz is not a valid bundle" },
        { "null", "empty entries" },
        { "json", "its manifest.json cannot be read" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_bundle_that_was_changed_is_refused(string change, string reason)
    {
        using var run = BundleSite.Open("harbor.site/fate/a:1 < a:1");
        var tar = Unzip(await BundleSite.SaveAsync(run));
        var changed = change switch
        {
            "cut" => tar[..(tar.Length / 2)],
            "chart" => With(tar, IndexOf(tar, BundleSite.Archive) + 20, 0xff),
            "image" => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(tar).Replace("\"image\": \"harbor.site/fate/a:1\"", "\"image\": \"harbor.site/`a1`/a:1\"", StringComparison.Ordinal)),
            "format" => With(tar, IndexOf(tar, "\"format\": 1"u8.ToArray()) + 10, (byte)'2'),
            "behind" => [.. tar, .. "more"u8],
            "padding" => With(tar, IndexOf(tar, BundleSite.Archive) + BundleSite.Archive.Length, 1),
            _ => With(tar, 115, (byte)'7'),
        };
        await RefusedAsync(run, Gzip(changed), reason);
    }

    [Theory]
    [MemberData(nameof(Made))]
    public async Task A_bundle_that_was_made_by_hand_is_refused(string what, string reason)
    {
        using var run = BundleSite.Open();
        var file = what switch
        {
            "twice" => Gzip(Tar(("images.txt", "a"), ("images.txt", "a"))),
            "link" => new TarBytes().Entry("images.txt", '2', [], link: "/etc/passwd").Gzip(),
            // Zeros without end: the first file already says that it is too large.
            "large" => Gzip(Tar(("images.txt", new string('0', 17 * 1024 * 1024)))),
            "many" => Gzip(Tar([.. Enumerable.Range(0, 1001).Select(number => ($"specs/a/b{number}.yaml", ""))])),
            "empty" => [],
            "text" => "not a bundle"u8.ToArray(),
            "null" => Gzip(Tar(("manifest.json", """{"format":1,"charts":[null],"specs":[],"images":[],"files":[]}"""))),
            "json" => Gzip(Tar(("manifest.json", """{"format":1}"""))),
            _ => Gzip(Tar((what, "a"))),
        };
        await RefusedAsync(run, file, reason);
    }

    private static async Task RefusedAsync(CommandRun run, byte[] file, string reason)
    {
        await File.WriteAllBytesAsync(run.Folder.File("bundle.tgz"), file, TestContext.Current.CancellationToken);
        run.Service.Requests.Clear();
        foreach (var verb in (string[])["load", "verify", "images"]) Assert.Equal(ExitCode.Invalid, await run.RunAsync("bundle", verb, "bundle.tgz"));
        Assert.Contains(reason, run.Error);
        Assert.DoesNotContain('\u001b', run.Error);
        Assert.Empty(run.Service.Requests);
        Assert.Empty(Directory.GetFiles(run.Folder.Path, "outside*", SearchOption.AllDirectories));
    }

    private static byte[] Tar(params (string Path, string Text)[] files)
    {
        using var stream = new MemoryStream();
        Cli.Bundles.Files.TarBlocks.Write(stream, files.Select(file => (file.Path, Encoding.UTF8.GetBytes(file.Text))));
        return stream.ToArray();
    }

    private static byte[] Gzip(byte[] content) => TarBytes.Gzip(content);

    private static byte[] Unzip(byte[] file)
    {
        using var gzip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
        using var content = new MemoryStream();
        gzip.CopyTo(content);
        return content.ToArray();
    }

    private static int IndexOf(byte[] whole, byte[] part) => whole.AsSpan().IndexOf(part);

    private static byte[] With(byte[] content, int index, byte value)
    {
        content[index] = value;
        return content;
    }
}
