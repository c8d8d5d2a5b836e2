using System.Text;
using CsCheck;
using KubeFate.Helm.Tests.Fakes;
using KubeFate.Testing;

namespace KubeFate.Helm.Tests.Charts;

/// <summary>Archives that nobody means well with. Each is refused with its cause, in bounded time and memory.</summary>
public sealed class HostileArchiveTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task What_helm_packages_passes(string program)
    {
        using var folder = new TempFolder();
        folder.WriteChart(version: "v1.8.0");
        folder.WriteChart("dep");
        await folder.Client(program).PackageAsync(folder.File("dep"), folder.File("demo/charts"), Cancelled);
        folder.Write("demo/values-template-example.yaml", "name: demo\n");
        folder.Write($"demo/templates/{new string('l', 120)}.yaml", "");
        var archive = await folder.Client(program).PackageAsync(folder.File("demo"), folder.File("out"), Cancelled);

        var chart = ChartArchive.Inspect(await File.ReadAllBytesAsync(archive, Cancelled), "the upload");

        Assert.Equal(("demo", "v1.8.0", "name: demo\n"), (chart.Name, chart.Version, chart.ValuesTemplateExample));
        Assert.Equal([$"templates/{new string('l', 120)}.yaml", "templates/map.yaml"], chart.Templates.Select(file => file.Path));
    }

    [Theory]
    [InlineData("demo/../../etc/passwd", "leads out of it: demo/../../etc/passwd")]
    [InlineData("/etc/passwd", "leads out of it")]
    [InlineData("demo\\..\\x", "leads out of it")]
    [InlineData("c:/x", "leads out of it")]
    [InlineData("demo/a\u0007b", "a control character: demo/a?b")]
    [InlineData("demo/chart.YAML", "differ by upper and lower case alone: demo/Chart.yaml and demo/chart.YAML")]
    [InlineData("DEMO/values.yaml", "two folders at its top, demo and DEMO")]
    [InlineData("other/values.yaml", "two folders at its top, demo and other")]
    [InlineData("demo/Chart.yaml", "it has demo/Chart.yaml twice")]
    [InlineData("demo/./Chart.yaml", "it has demo/Chart.yaml twice")]
    [InlineData("demo/Chart.yaml/x", "demo/Chart.yaml is a file and a folder in it")]
    [InlineData("values.yaml", "two folders at its top, demo and values.yaml")]
    public void A_name_that_no_chart_has_is_refused(string name, string cause) =>
        Refused(TarBytes.Chart().File(name, "x").Gzip(), HelmFailure.ChartInvalid, cause);

    [Theory]
    [InlineData("Demo")]
    [InlineData("demo..serving")]
    [InlineData("demo___serving")]
    [InlineData("-demo")]
    [InlineData("demo_")]
    public void A_name_that_no_registry_takes_is_refused_with_the_rule(string name) =>
        Refused(new TarBytes().File($"{name}/Chart.yaml", TarBytes.ChartYaml.Replace("demo", name, StringComparison.Ordinal)).Gzip(), HelmFailure.ChartInvalid,
            $"its Chart.yaml has the name \"{name}\"; no registry takes that: a chart's name has small letters and digits");

    [Theory]
    [InlineData("fate-serving")]
    [InlineData("fate_2.0--x")]
    public void A_name_that_a_registry_takes_passes(string name) =>
        Assert.Equal(name, ChartArchive.Inspect(new TarBytes().File($"{name}/Chart.yaml", TarBytes.ChartYaml.Replace("demo", name, StringComparison.Ordinal)).Gzip(), "x").Name);

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task A_chart_packed_on_Windows_is_read_as_helm_reads_it(string program)
    {
        var archive = new TarBytes().Entry("demo\\", '5', []).File("demo\\Chart.yaml", TarBytes.ChartYaml).File("demo\\values.yaml", "a: 1\n")
            .Entry("demo\\templates/", '5', []).File("demo\\templates\\map.yaml", "kind: ConfigMap\nmetadata: {name: {{ .Values.a | quote }}}\n").Gzip();
        using var folder = new TempFolder();
        await File.WriteAllBytesAsync(folder.File("demo.tgz"), archive, Cancelled);

        var chart = ChartArchive.Inspect(archive, "the upload");

        Assert.Equal(("demo", "a: 1\n", "templates/map.yaml"), (chart.Name, chart.ValuesYaml, Assert.Single(chart.Templates).Path));
        var request = new ReleaseRequest { Release = new ReleaseName("one", "default"), Chart = folder.File("demo.tgz"), Values = [] };
        Assert.Contains("name: \"1\"", await folder.Client(program).TemplateAsync(request, Cancelled));
    }

    [Fact]
    public void A_name_with_both_separators_is_refused_since_helm_would_cut_it_elsewhere() =>
        Refused(TarBytes.Chart().File("demo/templates\\x.yaml", "x").Gzip(), HelmFailure.ChartInvalid, "a name with both / and \\: demo/templates\\x.yaml");

    [Fact]
    public void A_file_beside_the_charts_folder_is_refused() =>
        Refused(new TarBytes().File("Chart.yaml", TarBytes.ChartYaml).Gzip(), HelmFailure.ChartInvalid, "a file beside the chart's folder: Chart.yaml");

    [Theory]
    [InlineData('1')]
    [InlineData('2')]
    [InlineData('3')]
    [InlineData('4')]
    [InlineData('6')]
    public void Links_devices_and_pipes_are_refused(char type) =>
        Refused(TarBytes.Chart().Entry("demo/x", type, [], link: "/etc/passwd").Gzip(), HelmFailure.ChartInvalid, "no plain file: demo/x");

    [Theory]
    [InlineData("77777777777\0", HelmFailure.ChartTooLarge, "demo/x is larger than 5 MiB")]
    [InlineData("00030000000\0", HelmFailure.ChartTooLarge, "demo/x is larger than 5 MiB")]
    [InlineData("-0000000001\0", HelmFailure.ChartInvalid, "an impossible size")]
    [InlineData("zzzzzzzzzzz\0", HelmFailure.ChartInvalid, "an impossible size")]
    [InlineData("00000010000\0", HelmFailure.ChartInvalid, "cut off")]
    public void An_entry_that_lies_about_its_size_is_refused(string size, HelmFailure code, string cause) =>
        Refused(TarBytes.Chart().Entry("demo/x", '0', [], size).Gzip(), code, cause);

    [Theory]
    [InlineData('x', "30 size=99999999999999999999999\n", "size is told twice")]
    [InlineData('x', "22 GNU.sparse.major=1\n", "size is told twice")]
    public void Attributes_that_two_readers_take_differently_are_refused(char type, string attributes, string cause) =>
        Refused(TarBytes.Chart().Entry("demo/x", type, Encoding.UTF8.GetBytes(attributes)).File("demo/y", "").Gzip(), HelmFailure.ChartInvalid, cause);

    [Theory]
    [InlineData('x')]
    [InlineData('g')]
    [InlineData('L')]
    [InlineData('K')]
    public void Attributes_that_would_fill_the_memory_are_refused_before_they_are_read(char type)
    {
        Refused(TarBytes.Chart().Entry("demo/x", type, [], "17777777777\0").Gzip(), HelmFailure.ChartInvalid, "name or attributes are too long");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() is var before && Allocated(type) - before < 16 * 1024 * 1024);

        static long Allocated(char type)
        {
            Assert.Throws<HelmException>(() => ChartArchive.Inspect(TarBytes.Chart().Entry("demo/x", type, [], "17777777777\0").Gzip(), "x"));
            return GC.GetAllocatedBytesForCurrentThread();
        }
    }

    [Fact]
    public void A_long_name_is_refused()
    {
        var name = "demo/" + new string('n', 300);
        Refused(TarBytes.Chart().Entry("././@LongLink", 'L', Encoding.UTF8.GetBytes(name + "\0")).File("demo/n", "x").Gzip(), HelmFailure.ChartInvalid, "longer than 256 characters");
    }

    [Fact]
    public void A_bomb_ends_when_it_begins_to_swell()
    {
        var bomb = TarBytes.Chart();
        for (var i = 0; i < 3; i++) bomb.Entry($"demo/zeros{i}", '0', new byte[4 * 1024 * 1024]);
        Refused(bomb.Gzip(), HelmFailure.ChartTooLarge, "more than 100 times its size");
    }

    [Fact]
    public void A_chart_that_unpacks_to_too_much_is_refused_whatever_its_ratio()
    {
        // A quarter noise: it shrinks to a quarter, which is no bomb, but too much.
        var large = TarBytes.Chart();
        var part = new byte[4 * 1024 * 1024];
        new Random(1).NextBytes(part.AsSpan(0, 300 * 1024));
        for (var i = 0; i < 27; i++) large.Entry($"demo/part{i}", '0', part);
        var archive = large.Gzip();
        Assert.True(archive.Length < ChartArchive.SizeLimit);
        Refused(archive, HelmFailure.ChartTooLarge, "unpacks to more than 100 MiB");
    }

    [Fact]
    public void An_archive_over_the_limit_is_refused_unread() =>
        Refused(new byte[ChartArchive.SizeLimit + 1], HelmFailure.ChartTooLarge, "the archive is larger than 10 MiB");

    [Fact]
    public void Too_many_files_are_refused()
    {
        var many = TarBytes.Chart();
        for (var i = 0; i < 10_000; i++) many.File($"demo/templates/{i}", "");
        Refused(many.Gzip(), HelmFailure.ChartTooLarge, "more than 10000 files");
    }

    [Fact]
    public void A_bomb_inside_a_packed_dependency_is_found()
    {
        var bomb = new TarBytes().File("dep/Chart.yaml", "name: dep");
        for (var i = 0; i < 3; i++) bomb.Entry($"dep/zeros{i}", '0', new byte[4 * 1024 * 1024]);
        Refused(TarBytes.Chart().Entry("demo/charts/dep-1.0.0.tgz", '0', bomb.Gzip()).Gzip(), HelmFailure.ChartTooLarge, "more than 100 times its size");

        var link = new TarBytes().Entry("dep/x", '2', [], link: "/etc");
        Refused(TarBytes.Chart().Entry("demo/charts/dep-1.0.0.tgz", '0', link.Gzip()).Gzip(), HelmFailure.ChartInvalid, "charts/dep-1.0.0.tgz: it has an entry that is no plain file: dep/x");

        var nested = new TarBytes().File("dep/Chart.yaml", "").Gzip();
        for (var i = 0; i < 5; i++) nested = new TarBytes().Entry("dep/charts/dep.tgz", '0', nested).Gzip();
        Refused(TarBytes.Chart().Entry("demo/charts/dep.tgz", '0', nested).Gzip(), HelmFailure.ChartInvalid, "charts in charts more than 5 deep");
    }

    [Theory]
    [InlineData("name: demo\nversion: 1.0.0\n", "the apiVersion (none); v1 and v2 are known")]
    [InlineData("apiVersion: v3\nname: demo\nversion: 1.0.0\n", "the apiVersion \"v3\"")]
    [InlineData("apiVersion: v2\nname: ../demo\nversion: 1.0.0\n", "the name \"../demo\"")]
    [InlineData("apiVersion: v2\nname: -demo\nversion: 1.0.0\n", "the name \"-demo\"")]
    [InlineData("apiVersion: v2\nname: demo\nversion: latest\n", "the version \"latest\"")]
    [InlineData("apiVersion: v2\nname: demo\nversion: 1.0.0/x\n", "the version \"1.0.0/x\"")]
    [InlineData("apiVersion: v2\nname: other\nversion: 1.0.0\n", "its folder is \"demo\", but its Chart.yaml names it \"other\"")]
    [InlineData("apiVersion: v2\nname: demo\nname: demo\nversion: 1.0.0\n", "the key name twice")]
    [InlineData("apiVersion: v2\nname: demo\nversion: 1.0.0\n---\nname: other\n", "a second document")]
    [InlineData("apiVersion: v2\nname: demo\nversion: 1.0.0\n# \0\n", "its Chart.yaml is no text: it has null bytes")]
    [InlineData("apiVersion: v2\nversion: 1.0.0\n", "has no name")]
    [InlineData("apiVersion: v2\nname: demo\n", "has no version")]
    [InlineData("name: [\n", "its Chart.yaml cannot be read")]
    [InlineData("", "has no name")]
    public void A_Chart_yaml_that_names_no_chart_is_refused(string yaml, string cause) =>
        Refused(TarBytes.Chart(yaml).Gzip(), HelmFailure.ChartInvalid, cause);

    [Theory]
    [InlineData("v1.8.0")]
    [InlineData("1.8")]
    [InlineData("2.0.0-beta.1+build.5")]
    public void Versions_as_charts_have_them_pass(string version) =>
        Assert.Equal(version, ChartArchive.Inspect(TarBytes.Chart($"apiVersion: v1\nname: demo\nversion: {version}\n").Gzip(), "x").Version);

    [Fact]
    public void What_is_no_whole_archive_is_refused()
    {
        var whole = TarBytes.Chart().Gzip();
        Refused([], HelmFailure.ChartInvalid, "no gzip file");
        Refused("apiVersion: v2\nname: demo\n"u8.ToArray(), HelmFailure.ChartInvalid, "no gzip file");
        Refused(TarBytes.Gzip(new byte[100]), HelmFailure.ChartInvalid, "no whole tar file");
        Refused(TarBytes.Gzip(new byte[1024]), HelmFailure.ChartInvalid, "it is empty");
        Refused(new TarBytes().File("demo/values.yaml", "a: 1").Gzip(), HelmFailure.ChartInvalid, "has no Chart.yaml");
        for (var length = 0; length < whole.Length; length++) Refused(whole[..length], HelmFailure.ChartInvalid, "");
        Refused(TarBytes.Gzip(TarBytes.Chart().Whole()[..1024]), HelmFailure.ChartInvalid, "cut off");
    }

    [Fact]
    public void What_stands_behind_the_end_is_refused()
    {
        var whole = TarBytes.Chart().Gzip();
        Refused([.. whole, 0], HelmFailure.ChartInvalid, "behind the end of its gzip data");
        Refused([.. whole, .. "garbage"u8], HelmFailure.ChartInvalid, "behind the end of its gzip data");
        Refused([.. whole, .. TarBytes.Gzip("more"u8.ToArray())], HelmFailure.ChartInvalid, "behind the end");
        Refused([.. whole, .. new TarBytes().File("demo/evil", "x").Gzip()], HelmFailure.ChartInvalid, "behind the end");
        Refused(TarBytes.Gzip([.. TarBytes.Chart().Whole(), .. new TarBytes().File("demo/evil", "x").Whole()]), HelmFailure.ChartInvalid, "behind the end of its tar data");
        Assert.Equal("demo", ChartArchive.Inspect(TarBytes.Gzip([.. TarBytes.Chart().Whole(), .. new byte[9 * 1024]]), "x").Name);
    }

    [Fact]
    public void Texts_that_are_no_UTF_8_are_refused() =>
        Refused(TarBytes.Chart().Entry("demo/values.yaml", '0', [0xff, 0xfe, 0x41]).Gzip(), HelmFailure.ChartInvalid, "its values.yaml is no UTF-8 text");

    [Fact]
    public void Mutated_archives_are_read_or_refused_and_nothing_else()
    {
        var tar = TarBytes.Chart().File("demo/templates/a.yaml", "a: 1").Entry("demo/charts/dep.tgz", '0', new TarBytes().File("dep/Chart.yaml", "").Gzip()).Whole();
        var mutations = Gen.Select(Gen.Int[0, tar.Length - 1], Gen.Byte).Array[1, 20];

        Gen.Select(mutations, Gen.Bool).Sample(
            (changes, behindGzip) =>
            {
                var bytes = behindGzip ? TarBytes.Gzip(tar) : [.. tar];
                foreach (var (at, value) in changes) bytes[at % bytes.Length] = value;
                try
                {
                    ChartArchive.Inspect(behindGzip ? bytes : TarBytes.Gzip(bytes), "x");
                }
                catch (HelmException error) when (error.Code is HelmFailure.ChartInvalid or HelmFailure.ChartTooLarge)
                {
                    // Refused with a cause.
                    Assert.NotEmpty(error.Message);
                }
            },
            iter: 5_000);
    }

    private static void Refused(byte[] archive, HelmFailure code, string cause)
    {
        var error = Assert.Throws<HelmException>(() => ChartArchive.Inspect(archive, "the upload"));

        Assert.Equal(code, error.Code);
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
    }
}
