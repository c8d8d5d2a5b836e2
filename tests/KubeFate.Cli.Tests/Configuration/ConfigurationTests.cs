using System.Net;

namespace KubeFate.Cli.Tests.Configuration;

public sealed class ConfigurationTests
{
    private const string Version = """{"msg":"getVersion Success","version":"v2.0.0"}""";

    [Fact]
    public async Task The_originals_config_file_in_the_working_folder_is_read_as_it_is()
    {
        using var run = new CommandRun();
        run.Environment.Clear();
        run.Folder.Write("config.yaml", "log:\n  level: info\nuser:\n  username: admin\n  password: 12345\nserviceurl: kubefate.test\nsafeconnect: false\n");
        run.Service.Json("GET /v1/version", Version);
        Assert.Equal(0, await run.RunAsync("version"));
        Assert.Contains("\"password\":\"12345\"", run.Service.Requests[0].Body);
        Assert.Equal("* kubefate commandLine version=v2.0.0\n* kubefate service version=v2.0.0\n", run.Output);
    }

    [Theory]
    [InlineData("log:\nlevel: info\nuser:\nusername: admin\npassword: words\nserviceurl: kubefate.test\n")]
    [InlineData("level: info\nusername: admin\npassword: words\nserviceurl: kubefate.test\n")]
    [InlineData("Log:\n  Level: info\nUser:\n  userName: admin\n  Password: words\nserviceURL: kubefate.test\n")]
    public async Task A_file_whose_sections_lost_their_indentation_or_case_is_understood(string text)
    {
        using var run = new CommandRun();
        run.Environment.Clear();
        run.Folder.Write("config.yaml", text);
        run.Service.Json("GET /v1/version", Version);
        Assert.Equal(0, await run.RunAsync("version"));
        Assert.Contains("\"username\":\"admin\",\"password\":\"words\"", run.Service.Requests[0].Body);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Unknown_keys_are_reported_with_their_line_and_what_was_probably_meant()
    {
        using var run = new CommandRun();
        run.Environment.Clear();
        var file = run.Folder.Write("config.yaml", "user:\n  username: admin\n  pasword: words\nserviceurl: kubefate.test\nsafeconect: true\n");
        run.Service.Json("GET /v1/version", Version);
        await run.RunAsync("version");
        Assert.Contains($"{file}:3: warning: user.pasword: unknown key, ignored; did you mean \"password\"?\n", run.Error);
        Assert.Contains($"{file}:5: warning: safeconect: unknown key, ignored; did you mean \"safeconnect\"?\n", run.Error);
    }

    [Fact]
    public async Task The_placeholder_host_gets_no_password_until_told_to()
    {
        using var run = new CommandRun();
        run.Environment.Clear();
        run.Folder.Write("config.yaml", "user:\n  username: admin\n  password: admin\nserviceurl: example.com\n");
        run.Service.Json("GET /v1/version", Version);
        Assert.Equal(ExitCode.Invalid, await run.RunAsync("version"));
        Assert.Empty(run.Service.Requests);
        Assert.Contains("placeholder", run.Error);

        Assert.Equal(0, await run.RunAsync("version", "--service-url", "example.com"));
    }

    [Fact]
    public async Task A_second_command_uses_the_kept_token_and_the_file_is_private()
    {
        using var run = new CommandRun();
        run.Service.Json("GET /v1/version", Version);
        await run.RunAsync("version");
        await run.RunAsync("version");
        Assert.Single(run.Service.Requests, request => request.Path == "/v1/user/login");
        var file = Path.Combine(run.Folder.Path, ".cache", "kubefate", "tokens.json");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.DoesNotContain("secret-word", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_refused_sign_in_names_the_keys_to_check()
    {
        using var run = new CommandRun();
        run.Service.Json("GET /v1/version", """{"code":401,"message":"Token is expired"}""", HttpStatusCode.Unauthorized);
        Assert.Equal(ExitCode.Denied, await run.RunAsync("version"));
        Assert.Contains("user.password", run.Error);
    }

    [Fact]
    public async Task A_web_servers_page_is_told_from_an_answer_of_ours()
    {
        using var run = new CommandRun();
        run.Service.Answer("GET /v1/cluster/", "<html>404 Not Found</html>", HttpStatusCode.NotFound, "text/html");
        Assert.Equal(ExitCode.Unreachable, await run.RunAsync("cluster", "list"));
        Assert.Contains("404 Not Found from a web server at http://kubefate.test", run.Error);
        Assert.Contains("Is serviceurl right", run.Error);
    }

    [Theory]
    [InlineData("serviceurl: [a]", "serviceurl must be a text")]
    [InlineData("user: admin", "user must be a mapping")]
    [InlineData("serviceurl: \"not a host\"", "is no address")]
    [InlineData("- a", "a mapping of keys is needed")]
    [InlineData("user:\n\tname: x", "config.yaml:2")]
    public async Task A_wrong_config_file_is_told_with_its_key(string text, string expected)
    {
        using var run = new CommandRun();
        run.Environment.Clear();
        run.Folder.Write("config.yaml", text);
        Assert.Equal(ExitCode.Invalid, await run.RunAsync("version"));
        Assert.Contains(expected, run.Error);
    }

    [Fact]
    public async Task Help_needs_no_configuration_and_no_service()
    {
        using var run = new CommandRun();
        run.Environment.Clear();
        Assert.Equal(0, await run.RunAsync("--help"));
        Assert.Contains("cluster", run.Output);
    }

    [Fact]
    public async Task Wrong_usage_has_a_code_of_its_own()
    {
        using var run = new CommandRun();
        Assert.Equal(ExitCode.Usage, await run.RunAsync("cluster", "instal"));
        Assert.Equal(ExitCode.Usage, await run.RunAsync("job", "list", "-o", "xml"));
        Assert.Contains("use table, wide, json, yaml or name", run.Error);
    }
}
