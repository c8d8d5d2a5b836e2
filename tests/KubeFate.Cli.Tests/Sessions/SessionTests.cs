using System.Net;
using KubeFate.Testing;

namespace KubeFate.Cli.Tests.Sessions;

public sealed class SessionTests
{
    private const string Clusters = """{"data":[],"msg":""}""";

    [Fact]
    public async Task A_sign_in_keeps_the_token_and_not_the_password()
    {
        using var run = Bare();
        run.AtTerminal = true;
        run.Input = "alice\n";
        run.TypesSecret("hush-hush");
        Assert.Equal(0, await run.RunAsync("login", "--service-url", "kubefate.test"));
        Assert.Equal("signed in to http://kubefate.test/ as alice until 2026-04-12 09:00:00\n", run.Output);
        Assert.Contains("Username: Password for alice at http://kubefate.test/: ", run.Error);
        Assert.Contains("\"password\":\"hush-hush\"", run.Service.Requests[0].Body);
        var config = await ReadConfigAsync(run);
        Assert.Equal("serviceurl: http://kubefate.test\nuser:\n  username: alice\n", config);

        run.Service.Json("GET /v1/cluster/", Clusters);
        Assert.Equal(0, await run.RunAsync("cluster", "list"));
        Assert.Single(run.Service.Requests, request => request.Path == "/v1/user/login");
        Assert.Equal("Bearer token-1", run.Service.Requests[^1].Authorization);
    }

    [Fact]
    public async Task The_password_is_kept_only_when_that_is_asked_for_and_then_privately()
    {
        using var run = Bare();
        run.Folder.Write("config.yaml", "# mine\nlog:\n  level: info\nserviceurl: kubefate.test\nuser:\n  username: bob\n  password: bobs\n");
        run.Input = "hush-hush\n";
        Assert.Equal(0, await run.RunAsync("login", "-u", "alice", "--password-stdin", "--store"));
        var file = run.Folder.File("config.yaml");
        Assert.Equal("# mine\nlog:\n  level: info\nserviceurl: kubefate.test\nuser:\n  username: alice\n  password: hush-hush\n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Without_a_terminal_and_a_password_nothing_is_sent()
    {
        using var run = Bare();
        Assert.Equal(ExitCode.Usage, await run.RunAsync("login", "-u", "alice"));
        Assert.Contains("--password-stdin", run.Error);
        Assert.Equal(ExitCode.Usage, await run.RunAsync("login"));
        Assert.Contains("--username", run.Error);
        Assert.Empty(run.Service.Requests);
    }

    [Fact]
    public async Task A_refused_sign_in_changes_nothing()
    {
        using var run = new CommandRun(new FakeService().Json("POST /v1/user/login", """{"code":401,"message":"incorrect Username or Password"}""", HttpStatusCode.Unauthorized)) { Input = "wrong\n" };
        run.Environment.Clear();
        Assert.Equal(ExitCode.Denied, await run.RunAsync("login", "-u", "alice", "--password-stdin", "--service-url", "kubefate.test"));
        Assert.Contains("incorrect Username or Password", run.Error);
        Assert.False(File.Exists(run.Folder.File(".config/kubefate/config.yaml")));
        Assert.False(File.Exists(run.Folder.File(".cache/kubefate/tokens.json")));
    }

    [Fact]
    public async Task A_sign_out_tells_the_service_and_forgets_the_token()
    {
        using var run = Bare();
        run.Input = "hush-hush\n";
        await run.RunAsync("login", "-u", "alice", "--password-stdin", "--service-url", "kubefate.test");
        run.Service.Json("POST /v1/user/logout", """{"code":200}""");
        Assert.Equal(0, await run.RunAsync("logout"));
        Assert.Equal(("/v1/user/logout", "Bearer token-1"), (run.Service.Requests[^1].Path, run.Service.Requests[^1].Authorization));
        run.Service.Json("GET /v1/version", """{"code":401,"message":"cookie token is empty"}""", HttpStatusCode.Unauthorized);
        Assert.Equal(ExitCode.Denied, await run.RunAsync("cluster", "list"));
        Assert.Contains("sign in with kubefate login", run.Error);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_told_first_that_the_address_is_wrong()
    {
        using var run = Bare();
        run.Service.Answer("GET /v1/version", "<html>404</html>", HttpStatusCode.NotFound, "text/html");
        Assert.Equal(ExitCode.Unreachable, await run.RunAsync("cluster", "list", "--service-url", "kubefate.test"));
        Assert.Contains("from a web server at http://kubefate.test", run.Error);
        Assert.DoesNotContain("sign in", run.Error);
        Assert.Null(Assert.Single(run.Service.Requests).Authorization);
    }

    [Fact]
    public async Task A_wrong_password_is_found_out_though_a_token_still_lives()
    {
        using var run = new CommandRun();
        run.Service.Json("GET /v1/cluster/", Clusters);
        Assert.Equal(0, await run.RunAsync("cluster", "list"));
        Assert.Equal(0, await run.RunAsync("cluster", "list"));
        Assert.Single(run.Service.Requests, request => request.Path == "/v1/user/login");
        run.Environment["KUBEFATE_PASSWORD"] = "another-word";
        await run.RunAsync("cluster", "list");
        Assert.Contains(run.Service.Requests, request => request.Body.Contains("another-word", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_changes_the_own_password_stays_signed_in()
    {
        using var run = Bare();
        run.Folder.Write("config.yaml", "serviceurl: kubefate.test\nuser:\n  username: alice\n  password: old-word\n");
        run.AtTerminal = true;
        run.TypesSecret("old-word").TypesSecret("new-word").TypesSecret("new-word");
        run.Service.Json("PUT /v1/user/me/password", """{"msg":"ok"}""");
        Assert.Equal(0, await run.RunAsync("user", "passwd"));
        Assert.Contains(run.Service.Requests, request => request.Body == """{"old_password":"old-word","new_password":"new-word"}""");
        Assert.Contains("\"password\":\"new-word\"", run.Service.Requests[^1].Body);
        Assert.Contains("password: new-word", await File.ReadAllTextAsync(run.Folder.File("config.yaml"), TestContext.Current.CancellationToken));
        Assert.DoesNotContain("-word", run.Output + run.Error);
    }

    [Fact]
    public async Task A_new_password_that_was_mistyped_changes_nothing()
    {
        using var run = Bare();
        run.Folder.Write("config.yaml", "serviceurl: kubefate.test\nuser:\n  username: alice\n");
        run.AtTerminal = true;
        run.TypesSecret("old-word").TypesSecret("new-word").TypesSecret("mew-word");
        Assert.Equal(ExitCode.Usage, await run.RunAsync("user", "passwd"));
        Assert.Contains("the two differ", run.Error);
        Assert.Empty(run.Service.Requests);
    }

    private static CommandRun Bare()
    {
        var run = new CommandRun();
        run.Environment.Clear();
        return run;
    }

    private static Task<string> ReadConfigAsync(CommandRun run) =>
        File.ReadAllTextAsync(run.Folder.File(".config/kubefate/config.yaml"), TestContext.Current.CancellationToken);
}
