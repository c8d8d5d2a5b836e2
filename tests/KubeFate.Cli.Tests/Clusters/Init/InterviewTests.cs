using KubeFate.Fate;

namespace KubeFate.Cli.Tests.Clusters.Init;

/// <summary><c>cluster init</c> at a terminal.</summary>
public sealed class InterviewTests
{
    [Fact]
    public async Task Enter_alone_takes_what_is_offered_but_the_party_id_must_be_said()
    {
        using var run = new CommandRun();
        run.Console = new ScriptedConsole().Types().Types().Types().Types("9999");      // release, engine, no party id
        for (var question = 0; question < 12; question++) run.Console.Types();
        Assert.True(await run.RunAsync("cluster", "init") == 0, run.Error + run.Console.Shown);
        var spec = ClusterFile.Parse(await ReadAsync(run)).Spec!;
        Assert.Equal(("v2.2.0", 9999, "fate-9999", "fate-9999"), (spec.ChartVersion, spec.PartyId, spec.Name, spec.Namespace));
        Assert.Contains("fateboard", spec.Modules);
        Assert.DoesNotContain("client", spec.Modules);
        Assert.Contains("an answer is needed", run.Console.Shown);
    }

    [Fact]
    public async Task Each_answer_is_judged_at_once_and_asked_again()
    {
        using var run = new CommandRun();
        run.Console = new ScriptedConsole()
            .Presses([.. Enumerable.Repeat(ConsoleKey.DownArrow, 4), ConsoleKey.Enter])          // release: the last
            .Types()                                                                            // engine
            .Types("bank").Types("9999")                                                        // party id
            .Types("Bank A").Types("bank-a").Types("fml")                                       // name, namespace
            .Presses(ConsoleKey.DownArrow, ConsoleKey.Spacebar, ConsoleKey.Enter)               // modules: fateboard alone
            .Types("80000").Types("30101")                                                      // port
            .Types("10000").Types("10000=192.168.9.2:30101").Types("9999=1.2.3.4:1").Types()    // peers
            .Types()                                                                            // exchange
            .Types("y").Types("fast").Types("huge").Types("50Gi")                               // persistence, class, size
            .Types("https://x").Types("hub.example.org").Types("mykey").Types()                 // registry, secrets
            .Types("Board.Example.org").Types("board.example.org").Types("traefik");            // host, class
        Assert.True(await run.RunAsync("cluster", "init") == 0, run.Error + run.Console.Shown);
        var text = await ReadAsync(run);
        var file = ClusterFile.Parse(text);
        Assert.Empty(file.Problems);
        Assert.Equal(["rollsite", "clustermanager", "nodemanager", "mysql", "python", "fateboard"], file.Spec!.Modules);
        Assert.Equal(("v1.8.0", "bank-a", "fml"), (file.Spec.ChartVersion, file.Spec.Name, file.Spec.Namespace));
        Assert.Contains("    partyIp: 192.168.9.2\n", text);
        Assert.Contains("  size: 50Gi", text);
        var shown = string.Concat(run.Console.Shown.Where(letter => letter is not ('\r' or '\n')));
        string[] reasons = ["is no name of a helm release", "write its party id, the address", "is this party itself", "is no quantity", "has a scheme", "has capital letters"];
        Assert.All(reasons, reason => Assert.Contains(reason, shown));
    }

    [Fact]
    public async Task What_a_flag_says_is_not_asked()
    {
        using var run = new CommandRun();
        run.Console = new ScriptedConsole();
        Assert.Equal(0, await run.RunAsync("cluster", "init", "--party-id", "9999", "--yes"));
        Assert.Equal("", run.Console.Shown.Replace("\e[?25h", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_there_is_asked_about_before_all_else()
    {
        using var run = new CommandRun();
        run.Folder.Write("cluster.yaml", "mine");
        run.Console = new ScriptedConsole().Types("n");
        Assert.Equal(ExitCode.Conflict, await run.RunAsync("cluster", "init", "--party-id", "9999"));
        Assert.Equal("mine", await ReadAsync(run));
    }

    private static Task<string> ReadAsync(CommandRun run) => File.ReadAllTextAsync(run.Folder.File("cluster.yaml"), TestContext.Current.CancellationToken);
}
