using System.Globalization;
using KubeFate.Cli.Tests.Golden;

namespace KubeFate.Cli.Tests.Completion;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("cluster describe ", "fate-9999", CannedService.Cluster)]
    [InlineData("cluster describe eb", CannedService.Cluster)]
    [InlineData("job watch 59", CannedService.Job)]
    [InlineData("chart delete fa", "fate/v2.0.0")]
    [InlineData("cluster list -n fa", "fate-9999")]
    [InlineData("user describe a", "alice")]
    [InlineData("version --context l", "lab")]
    [InlineData("cluster l", "list", "logs", "ls")]
    [InlineData("cluster list -o ya", "yaml")]
    [InlineData("cluster list --status Ru", "Running")]
    [InlineData("job list --cluster fate", "fate-9999")]
    [InlineData("cluster logs fate-9999 ", "python")]
    [InlineData("cluster init --release ", "v2.2.0", "v1.8.0")]
    [InlineData("cluster init --release v2.0.0 --engine ", "Eggroll/OSX/Eggroll")]
    [InlineData("cluster init --gateway-type ", "LoadBalancer")]
    public async Task Live_names_are_offered(string line, params string[] expected)
    {
        using var run = await SignedInAsync();
        Assert.Subset(Words(await SuggestAsync(run, line)), expected.ToHashSet());
    }

    [Theory]
    [InlineData("")]
    [InlineData("cluster list ")]
    public async Task Help_is_offered_in_the_form_that_shells_know(string line)
    {
        using var run = new CommandRun();
        var words = Words(await SuggestAsync(run, line));
        Assert.Contains("--help", words);
        Assert.DoesNotContain(words, word => word.StartsWith('/') || word.EndsWith('?'));
    }

    [Fact]
    public async Task Commands_and_options_come_with_their_description_for_shells_that_show_one()
    {
        using var run = await SignedInAsync();
        run.Environment["KUBEFATE_DESCRIBE"] = "1";
        Assert.Contains("list\tList the clusters", Words(await SuggestAsync(run, "cluster l")));
        Assert.Contains("--all\tInclude deleted clusters", Words(await SuggestAsync(run, "cluster list --al")));
        Assert.Contains("fate-9999", Words(await SuggestAsync(run, "cluster describe ")));
    }

    [Fact]
    public async Task It_never_signs_in_and_what_fails_offers_nothing_and_says_nothing()
    {
        using var run = new CommandRun();
        Assert.DoesNotContain(CannedService.Cluster, await SuggestAsync(run, "cluster describe "));
        Assert.Empty(run.Service.Requests);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task A_service_that_is_gone_offers_nothing()
    {
        using var run = new CommandRun();
        run.Service.Json("GET /v1/version", """{"msg":"","version":"v2.0.0"}""").Answer("GET /v1/cluster/", () => throw new HttpRequestException("gone"));
        await run.RunAsync("version");
        Assert.DoesNotContain(CannedService.Cluster, await SuggestAsync(run, "cluster describe "));
        Assert.Equal("/v1/cluster/", run.Service.Requests[^1].Path);
        run.Environment["KUBEFATE_CONFIG"] = "nowhere.yaml";
        Assert.DoesNotContain(CannedService.Cluster, await SuggestAsync(run, "cluster describe "));
        Assert.Equal("", run.Error);
    }

    private static async Task<CommandRun> SignedInAsync()
    {
        var run = new CommandRun();
        CannedService.Fill(run.Service);
        await run.RunAsync("context", "add", "lab", "kubefate.test");
        await run.RunAsync("version", "-q");
        return run;
    }

    private static async Task<string> SuggestAsync(CommandRun run, string line)
    {
        var before = run.Output.Length;
        var whole = "kubefate " + line;
        await run.RunAsync(string.Create(CultureInfo.InvariantCulture, $"[suggest:{whole.Length}]"), whole);
        return run.Output[before..];
    }

    private static HashSet<string> Words(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
