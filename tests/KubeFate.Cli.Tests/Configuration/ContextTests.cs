namespace KubeFate.Cli.Tests.Configuration;

public sealed class ContextTests
{
    private const string Original = """
        # The original's file, as it was.
        log:
          level: info
        user:
          username: admin
          password: 12345 # digits
        serviceurl: first.test
        safeconnect: false
        """;

    private const string Version = """{"msg":"getVersion Success","version":"v2.0.0"}""";

    [Fact]
    public async Task Contexts_are_added_to_the_originals_file_which_stays_as_it_was()
    {
        using var run = Bare();
        run.Folder.Write("config.yaml", Original + "\n");
        Assert.Equal(0, await run.RunAsync("context", "add", "lab", "second.test:8080", "-u", "alice", "--use"));
        Assert.Equal(0, await run.RunAsync("context", "add", "prod", "third.test", "--secure"));
        Assert.Equal(Original + """

            contexts:
            - name: lab
              serviceurl: second.test:8080
              user:
                username: alice
            - name: prod
              serviceurl: third.test
              safeconnect: true
            current-context: lab

            """, await ReadAsync(run));
        Assert.Equal(0, await run.RunAsync("context", "remove", "lab"));
        Assert.Equal(0, await run.RunAsync("context", "remove", "prod"));
        Assert.Equal(Original + "\n", await ReadAsync(run));
    }

    [Theory]
    [InlineData("version", null, "http://second.test")]
    [InlineData("version --context default", null, "http://first.test")]
    [InlineData("version --context prod", null, "https://third.test")]
    [InlineData("version", "prod", "https://third.test")]
    [InlineData("version --context lab", "prod", "http://second.test")]
    public async Task The_service_called_is_that_of_the_flag_then_of_the_variable_then_of_the_file(string line, string? variable, string expected)
    {
        using var run = Bare();
        run.Folder.Write("config.yaml", Original + "\ncontexts:\n- {name: lab, serviceurl: second.test, user: {username: a, password: b}}\n- {name: prod, serviceurl: third.test, safeconnect: true, user: {token: kft_1}}\ncurrent-context: lab\n");
        if (variable is not null) run.Environment["KUBEFATE_CONTEXT"] = variable;
        run.Service.Json("GET /v1/version", Version);
        Assert.Equal(0, await run.RunAsync([.. line.Split(' '), "--verbose"]));
        Assert.Contains($"> GET {expected}/v1/version\n", run.Error);
        Assert.Equal(expected.Contains("third", StringComparison.Ordinal) ? "Bearer kft_1" : "Bearer token-1", run.Service.Requests[^1].Authorization);
    }

    [Fact]
    public async Task A_context_that_is_not_there_names_those_that_are()
    {
        using var run = Bare();
        run.Folder.Write("config.yaml", Original);
        Assert.Equal(ExitCode.Invalid, await run.RunAsync("version", "--context", "lab"));
        Assert.Contains("there is no context \"lab\"; there are: default\n", run.Error);
        Assert.Empty(run.Service.Requests);
    }

    [Theory]
    [InlineData("{serviceurl: first.test}\n")]
    [InlineData("serviceurl: first.test\n\"contexts\": []\n")]
    public async Task A_file_that_cannot_be_changed_safely_is_left_alone(string text)
    {
        using var run = Bare();
        run.Folder.Write("config.yaml", text);
        Assert.Equal(ExitCode.Invalid, await run.RunAsync("context", "add", "lab", "second.test"));
        Assert.Equal(text, await ReadAsync(run));
    }

    [Fact]
    public async Task The_top_of_the_file_is_the_context_default()
    {
        using var run = Bare();
        run.Folder.Write("config.yaml", Original + "\n");
        await run.RunAsync("context", "add", "lab", "second.test", "--use");
        Assert.Equal(0, await run.RunAsync("context", "use", "default"));
        Assert.DoesNotContain("current-context", await ReadAsync(run));
        Assert.Equal(ExitCode.NotFound, await run.RunAsync("context", "remove", "default"));
        Assert.Contains("by hand", run.Error);
    }

    private static CommandRun Bare()
    {
        var run = new CommandRun();
        run.Environment.Clear();
        return run;
    }

    private static Task<string> ReadAsync(CommandRun run) => File.ReadAllTextAsync(run.Folder.File("config.yaml"), TestContext.Current.CancellationToken);
}
