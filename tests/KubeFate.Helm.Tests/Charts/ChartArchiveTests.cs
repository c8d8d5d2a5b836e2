using System.Formats.Tar;
using System.IO.Compression;
using KubeFate.Helm.Tests.Fakes;
using KubeFate.Testing;

namespace KubeFate.Helm.Tests.Charts;

public sealed class ChartArchiveTests : IDisposable
{
    private const string ChartYaml = """
        # A comment
        apiVersion: v2
        name: "fate"
        version: 1.10
        appVersion: &app v1.8.0
        description: >-
          folded
          text
        keywords: [name, version]
        maintainers:
        - name: nobody
          version: none
        annotations: { name: other }
        """;

    private readonly TempFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_is_read_in_place()
    {
        folder.Write("fate/Chart.yaml", ChartYaml);
        folder.Write("fate/values-template.yaml", "name: {{ .name }}");

        var chart = await ChartArchive.ReadAsync(folder.File("fate"), Cancelled);

        // A number without quotes: helm writes it anew.
        Assert.Equal(("fate", "1.1", "v1.8.0", "folded text"), (chart.Name, chart.Version, chart.AppVersion, chart.Description));
        Assert.Equal((true, "name: {{ .name }}", null), (chart.HasValuesTemplate, chart.ValuesTemplate, chart.ValuesYaml));
    }

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_number_for_a_version_is_the_text_that_helm_makes_of_it(string program)
    {
        folder.Write("up/Chart.yaml", "apiVersion: v2\nname: up\nversion: 1.10\nappVersion: 1.20\n");
        var packed = await folder.Client(program).PackageAsync(folder.File("up"), folder.File("out"), Cancelled);

        Assert.Equal("up-1.1.tgz", Path.GetFileName(packed));
        foreach (var place in (string[])[folder.File("up"), packed])
        {
            var chart = await ChartArchive.ReadAsync(place, Cancelled);
            Assert.Equal(("1.1", "1.2"), (chart.Version, chart.AppVersion));
        }
    }

    [Fact]
    public async Task An_archive_is_read_without_being_unpacked()
    {
        var path = await ArchiveAsync(("anything/Chart.yaml", ChartYaml), ("anything/values.yaml", "a: 1"), ("anything/charts/dep/Chart.yaml", "name: dep\nversion: 2.0.0"));

        var chart = await ChartArchive.ReadAsync(path, Cancelled);

        Assert.Equal(("fate", "1.1", "a: 1", false), (chart.Name, chart.Version, chart.ValuesYaml, chart.HasValuesTemplate));
    }

    [Theory]
    [InlineData("fate/../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("fate/..\\..\\x")]
    public async Task A_path_that_leads_out_is_refused(string name)
    {
        var path = await ArchiveAsync(("fate/Chart.yaml", ChartYaml), (name, "x"));

        await InvalidAsync(path, "leads out of it");
    }

    [Fact]
    public async Task A_link_is_refused()
    {
        var path = folder.File("fate.tgz");
        await using (var writer = Open(path)) await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.SymbolicLink, "fate/Chart.yaml") { LinkName = "/etc/passwd" }, Cancelled);

        await InvalidAsync(path, "no plain file");
    }

    [Theory]
    [InlineData('S')]
    [InlineData('M')]
    [InlineData('N')]
    public async Task An_entry_of_a_kind_that_no_chart_has_is_refused(char kind)
    {
        await using var plain = new MemoryStream();
        await using (var writer = new TarWriter(plain, TarEntryFormat.Gnu, leaveOpen: true)) await writer.WriteEntryAsync(new GnuTarEntry(TarEntryType.RegularFile, "fate/Chart.yaml"), Cancelled);
        var bytes = plain.ToArray();
        bytes[156] = (byte)kind;
        // The checksum counts itself as blanks.
        bytes.AsSpan(148, 8).Fill((byte)' ');
        var sum = bytes.Take(512).Sum(each => (int)each);
        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(bytes, 148);
        var path = folder.File("fate.tgz");
        await using (var file = new GZipStream(File.Create(path), CompressionLevel.Fastest)) await file.WriteAsync(bytes, Cancelled);

        await InvalidAsync(path, "no plain file");
    }

    [Theory]
    [InlineData("name: fate\n", "has no version")]
    [InlineData("- a\n- b\n", "has no name")]
    [InlineData("name: [\n", "")]
    [InlineData("", "has no name")]
    public async Task A_chart_that_does_not_name_itself_is_refused(string yaml, string cause) =>
        await InvalidAsync(await ArchiveAsync(("fate/Chart.yaml", yaml)), cause);

    [Fact]
    public async Task Nesting_without_end_is_refused() =>
        await InvalidAsync(await ArchiveAsync(("fate/Chart.yaml", "a: " + new string('[', 100_000))), "nested too deep");

    [Fact]
    public async Task Files_that_are_no_archive_are_told_as_such()
    {
        await InvalidAsync(folder.Write("text.tgz", "hello"), "is not a chart");
        await InvalidAsync(folder.Write("empty.tgz", ""), "is not a chart");
        var whole = await File.ReadAllBytesAsync(await ArchiveAsync(("fate/Chart.yaml", ChartYaml)), Cancelled);
        await File.WriteAllBytesAsync(folder.File("half.tgz"), whole[..(whole.Length / 2)], Cancelled);
        await InvalidAsync(folder.File("half.tgz"), "is not a chart");
        await InvalidAsync(await ArchiveAsync(("fate/values.yaml", "a: 1")), "has no Chart.yaml");

        var error = await Assert.ThrowsAsync<HelmException>(() => ChartArchive.ReadAsync(folder.File("nowhere.tgz"), Cancelled));
        Assert.Equal(HelmFailure.ChartMissing, error.Code);
    }

    public void Dispose() => folder.Dispose();

    private static async Task InvalidAsync(string path, string cause)
    {
        var error = await Assert.ThrowsAsync<HelmException>(() => ChartArchive.ReadAsync(path, Cancelled));

        Assert.Equal(HelmFailure.ChartInvalid, error.Code);
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
    }

    private async Task<string> ArchiveAsync(params (string Name, string Text)[] files)
    {
        var path = folder.File(Guid.NewGuid() + ".tgz");
        await using var writer = Open(path);
        foreach (var (name, text) in files) await WriteAsync(writer, name, text);
        return path;
    }

    private static TarWriter Open(string path) => new(new GZipStream(File.Create(path), CompressionLevel.Fastest));

    private static async Task WriteAsync(TarWriter writer, string name, string text)
    {
        await using var data = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = data }, Cancelled);
    }
}
