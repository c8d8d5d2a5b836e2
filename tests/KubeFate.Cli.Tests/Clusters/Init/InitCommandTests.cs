using System.Text.RegularExpressions;
using KubeFate.Fate;

namespace KubeFate.Cli.Tests.Clusters.Init;

/// <summary><c>cluster init</c> without a terminal: flags and defaults.</summary>
public sealed class InitCommandTests
{
    public static TheoryData<string, string> Engines =>
    [
        .. from release in FateReleases.NewestFirst("fate")
           from engine in release.Engines
           select (release.Version, string.Join('/', engine.Settings.Values)),
    ];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_it_writes_passes_the_check_for_every_release_and_engine(string release, string engine)
    {
        string[] plain = ["cluster", "init", "--release", release, "--engine", engine, "--party-id", "9999"];
        string[] whole =
        [
            .. plain, "--name", "bank-a", "--namespace", "fml", "--module", Page(release), .. Routes(release, engine), "--persistence", "--storage-class", "fast", "--size", "20Gi", "--size", "mysql=50Gi", "--registry", "hub.example.org/fate",
            "--pull-secret", "mykey", "--host", $"{Page(release)}=page.example.org", "--ingress-class", "traefik",
        ];
        foreach (var arguments in (string[][])[plain, whole, [.. plain, "--gateway-type", "LoadBalancer", "--module", "none", "--persistence"]])
        {
            var file = ClusterFile.Parse(await WriteAsync(arguments));
            AssertRight(file);
            Assert.Empty(file.Spec!.Values.Select(section => section.Key).Intersect(["rollsite", "osx", "nginx", "rabbitmq", "pulsar"]).Except(file.Spec.Modules));
            Assert.Equal((release, 9999), (file.Spec!.ChartVersion, file.Spec.PartyId));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_commented_out_works_when_it_is_uncommented(string release, string engine)
    {
        var text = await WriteAsync("cluster", "init", "--release", release, "--engine", engine, "--party-id", "9999", "--host", "fateboard=", "--host", $"{Page(release)}=", "--persistence");
        var body = text[text.IndexOf("\nname:", StringComparison.Ordinal)..];
        var uncommented = Regex.Replace(body, "^(?<indent> *)# (?!----)", "${indent}", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Assert.NotEqual(body, uncommented);
        AssertRight(ClusterFile.Parse(uncommented));
        if (!HasOneGateway(release, engine)) Assert.Contains("    10000:", uncommented);
    }

    [Fact]
    public async Task Routes_that_have_several_ports_are_not_taken_by_flags_that_say_one()
    {
        using var run = new CommandRun();
        Assert.NotEqual(0, await run.RunAsync("cluster", "init", "--release", "v1.8.0", "--engine", "spark_pulsar", "--party-id", "9999", "--peer", "10000=192.168.9.2:30101", "--exchange", "192.168.9.9:30000"));
        Assert.Contains("--peer 10000=192.168.9.2:30101: with spark_pulsar the parties meet by nginx and pulsar, each with ports of its own", run.Error);
        Assert.Contains("--exchange 192.168.9.9:30000: ", run.Error);
    }

    [Fact]
    public async Task Every_flag_reaches_its_key()
    {
        var spec = ClusterFile.Parse(await WriteAsync(
            "cluster", "init", "--release", "v2.0.0", "--party-id", "10000", "--name", "bank-b", "--module", "client", "--peer", "9999=[2001:db8::1]:30091",
            "--exchange", "exchange.example.org:30000", "--storage-class", "fast", "--size", "mysql=50Gi", "--size", "20Gi", "--registry", "hub.example.org",
            "--pull-secret", "a", "--pull-secret", "b", "--host", "notebook=notebook.example.org", "--gateway-port", "30101")).Spec!;
        Assert.Equal(("bank-b", "bank-b", true), (spec.Name, spec.Namespace, spec.Persistence));
        Assert.Equal(["osx", "clustermanager", "nodemanager", "mysql", "python", "client"], spec.Modules);
        Assert.Equal("""{"type":"NodePort","nodePort":30101,"exchange":{"ip":"exchange.example.org","port":30000},"partyList":[{"partyId":9999,"partyIp":"2001:db8::1","partyPort":30091}]}""",
            spec.Values["osx"]!.ToJsonString());
        Assert.Equal("""{"size":"50Gi","storageClass":"fast"}""", spec.Values["mysql"]!.ToJsonString());
        Assert.Equal("20Gi", spec.Values["client"]!["size"]!.GetValue<string>());
        Assert.Equal("""[{"name":"a"},{"name":"b"}]""", spec.Values["imagePullSecrets"]!.ToJsonString());
        Assert.Equal("""{"client":{"hosts":[{"name":"notebook.example.org"}]}}""", spec.Values["ingress"]!.ToJsonString());
    }

    [Fact]
    public async Task The_newest_release_is_the_default()
    {
        var spec = ClusterFile.Parse(await WriteAsync("cluster", "init", "--party-id", "9999")).Spec!;
        Assert.Equal(FateReleases.NewestFirst("fate")[0].Version, spec.ChartVersion);
        Assert.Equal(("fate-9999", "fate-9999", false), (spec.Name, spec.Namespace, spec.Persistence));
    }

    [Fact]
    public async Task All_that_is_wrong_with_the_flags_is_told_at_once_and_nothing_is_written()
    {
        using var run = new CommandRun();
        Assert.Equal(ExitCode.Usage, await run.RunAsync(
            "cluster", "init", "--release", "v9", "--party-id", "bank", "--name", "Bank_A", "--peer", "10000=192.168.9.2:30101", "--peer", "10001", "--exchange", "http://x:1",
            "--module", "spork", "--size", "big", "--host", "spark=a", "--registry", "https://x", "--gateway-port", "99999"));
        string[] told =
        [
            "--release v9: choose one of v2.2.0, v2.1.1, v2.0.0, v1.11.2, v1.8.0", "--party-id bank: ", "--name Bank_A: \"Bank_A\" is no name of a helm release", "--peer 10001: write its party id",
            "--exchange http://x:1: ", "--module spork: there is no module \"spork\"", "--size big: \"big\" is no quantity", "--host spark=a: write the page",
            "--registry https://x: \"https://x\" has a scheme", "--gateway-port 99999: ", "nothing was written",
        ];
        Assert.All(told, message => Assert.Contains("error: " + message, run.Error));
        Assert.Equal(told.Length, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.False(File.Exists(run.Folder.File("cluster.yaml")));
    }

    [Fact]
    public async Task A_missing_party_id_is_named_when_nobody_can_be_asked()
    {
        using var run = new CommandRun();
        Assert.Equal(ExitCode.Usage, await run.RunAsync("cluster", "init"));
        Assert.StartsWith("error: --party-id is missing: party id: the number by which the other parties know this one\n", run.Error);
    }

    [Theory]
    [InlineData("10000=192.168.9.2:30101", "10000=192.168.9.3:30101", "another address")]
    [InlineData("9999=192.168.9.2:30101", "10000=192.168.9.3:30101", "is this party itself")]
    [InlineData("10000=192.168.9:30101", "10001=192.168.9.3:30101", "is no IP address")]
    [InlineData("10000=192.168.9.2:port", "10001=192.168.9.3:30101", "--peer 10000=192.168.9.2:port: ")]
    public async Task A_peer_is_held_against_this_party_and_the_others(string first, string second, string reason)
    {
        using var run = new CommandRun();
        Assert.Equal(ExitCode.Usage, await run.RunAsync("cluster", "init", "--party-id", "9999", "--peer", first, "--peer", second));
        Assert.Contains(reason, run.Error);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_touched_without_force()
    {
        using var run = new CommandRun();
        run.Folder.Write("cluster.yaml", "mine");
        Assert.Equal(ExitCode.Conflict, await run.RunAsync("cluster", "init", "--party-id", "9999", "--yes"));
        Assert.Equal("error: cluster.yaml is there already and was not touched; --force writes over it, --file names another\n", run.Error);
        Assert.Equal("mine", await File.ReadAllTextAsync(run.Folder.File("cluster.yaml"), TestContext.Current.CancellationToken));
        Assert.Equal(0, await run.RunAsync("cluster", "init", "--party-id", "9999", "--force"));
        Assert.StartsWith("# FATE", await File.ReadAllTextAsync(run.Folder.File("cluster.yaml"), TestContext.Current.CancellationToken));
        Assert.Equal("cluster.yaml", Path.GetFileName(Assert.Single(Directory.GetFiles(run.Folder.Path, "cluster*"))));
    }

    [Fact]
    public async Task The_file_is_readable_by_all_and_says_what_comes_next()
    {
        using var run = new CommandRun();
        Assert.Equal(0, await run.RunAsync("cluster", "init", "--party-id", "9999", "--peer", "10000=192.168.9.2:30101", "-f", "party.yaml"));
        Assert.Equal("", run.Output);
        Assert.Contains("  kubefate cluster install -f party.yaml --create-namespace --wait\n", run.Error);
        Assert.Contains("  - partyId: 9999\n    partyIp: an address of a node of this Kubernetes that they reach\n    partyPort: 30091\n", run.Error);
        Assert.Contains("From this Kubernetes, 192.168.9.2:30101 must be open.", run.Error);
        Assert.Empty(run.Service.Requests);
        Assert.Equal("rw-r--r--", Mode(run.Folder.File("party.yaml")));
    }

    [Theory]
    [InlineData("cluster/cluster.yaml", "there is no folder")]
    [InlineData(".", "is a folder")]
    public async Task A_place_that_cannot_be_written_is_told(string file, string reason)
    {
        using var run = new CommandRun();
        Assert.Equal(ExitCode.Usage, await run.RunAsync("cluster", "init", "--party-id", "9999", "--file", file));
        Assert.Contains(reason, run.Error);
    }

    [Fact]
    public async Task A_name_that_means_something_in_YAML_stays_a_name()
    {
        using var run = new CommandRun();
        Assert.Equal(0, await run.RunAsync("cluster", "init", "--party-id", "9999", "--name", "null", "--namespace", "123", "--storage-class", "a: b # c", "-f", "-"));
        var spec = ClusterFile.Parse(run.Output).Spec!;
        Assert.Equal(("null", "123", "a: b # c"), (spec.Name, spec.Namespace, spec.Values["mysql"]!["storageClass"]!.GetValue<string>()));
    }

    /// <summary>A module with a page: not every release has a notebook to offer.</summary>
    private static string Page(string release) => FateReleases.Find("fate", release)!.Modules["client"].OnRequest ? "fateboard" : "client";

    private static async Task<string> WriteAsync(params string[] arguments)
    {
        using var run = new CommandRun();
        Assert.True(await run.RunAsync([.. arguments, "-f", "-"]) == 0, run.Error);
        return run.Output;
    }

    private static string Mode(string path)
    {
        const string Letters = "rwxrwxrwx";
        var mode = (int)File.GetUnixFileMode(path);
        return string.Concat(Letters.Select((letter, index) => (mode & (0x100 >> index)) != 0 ? letter : '-'));
    }

    /// <summary>No error, and no warning but that FATE has not published the images.</summary>
    private static void AssertRight(ClusterFile file) =>
        Assert.Empty(file.Problems.Where(problem => problem.Severity == ProblemSeverity.Error || !problem.Message.Contains("FATE names no image", StringComparison.Ordinal)));

    private static string[] Routes(string release, string engine) => HasOneGateway(release, engine)
        ? ["--peer", "10000=192.168.9.2:30101", "--peer", "10001=fate.example.org:9370", "--exchange", "192.168.9.9:30000", "--gateway-port", "30101"]
        : [];

    private static bool HasOneGateway(string release, string engine) =>
        FateReleases.Find("fate", release)!.Engines.First(each => string.Join('/', each.Settings.Values) == engine).Outside.Count == 0;
}
