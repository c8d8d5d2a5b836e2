using System.Net;

namespace KubeFate.Cli.Tests.Configuration;

/// <summary>Where passwords and tokens may go.</summary>
public sealed class CredentialTests
{
    private const string Version = """{"msg":"getVersion Success","version":"v2.0.0"}""";

    [Theory]
    [InlineData("KUBEFATE_TOKEN")]
    [InlineData("KUBEFATE_PASSWORD")]
    public async Task A_folders_file_does_not_decide_where_a_secret_of_the_environment_goes(string variable)
    {
        using var run = InFolder();
        run.Environment["KUBEFATE_USERNAME"] = "admin";
        run.Environment[variable] = "a-secret";

        Assert.Equal(ExitCode.Invalid, await run.RunAsync("version"));

        Assert.Empty(run.Service.Requests);
        Assert.Contains($"config.yaml of the current folder leads to elsewhere.test, and {variable} of your environment would go there. Nothing was sent.", run.Error, StringComparison.Ordinal);
        Assert.Contains("KUBEFATE_SERVICEURL=http://elsewhere.test", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KUBEFATE_SERVICEURL", "elsewhere.test")]
    [InlineData("KUBEFATE_CONFIG", "config.yaml")]
    [InlineData("--config", "config.yaml")]
    [InlineData("--service-url", "elsewhere.test")]
    public async Task Whoever_names_the_address_or_the_file_has_allowed_it(string means, string value)
    {
        using var run = InFolder();
        run.Environment["KUBEFATE_TOKEN"] = "kft_a-token";
        if (value == "config.yaml") value = run.Folder.File(value);
        string[] flags = means.StartsWith('-') ? [means, value] : [];
        if (flags.Length == 0) run.Environment[means] = value;

        Assert.Equal(0, await run.RunAsync(["version", .. flags]));
    }

    [Fact]
    public async Task The_users_own_file_may_and_so_may_a_folders_file_with_its_own_password()
    {
        using var run = new CommandRun();
        run.Environment.Clear();
        run.Service.Json("GET /v1/version", Version);
        run.Folder.Write(".config/kubefate/config.yaml", "serviceurl: kubefate.test\nuser:\n  username: admin\n");
        run.Environment["KUBEFATE_TOKEN"] = "kft_a-token";
        Assert.Equal(0, await run.RunAsync("version"));

        run.Environment.Remove("KUBEFATE_TOKEN");
        run.Folder.Write("config.yaml", "serviceurl: kubefate.test\nuser:\n  username: admin\n  password: its-own\n");
        Assert.Equal(0, await run.RunAsync("version"));
    }

    [Fact]
    public async Task A_password_of_a_file_is_not_sent_to_another_address_that_is_given_for_the_call()
    {
        using var run = new CommandRun();
        run.Environment.Clear();
        run.Folder.Write("config.yaml", "serviceurl: kubefate.test\nuser:\n  username: admin\n  password: of-the-file\n");
        run.Service.Json("GET /v1/version", """{"code":401,"message":"cookie token is empty"}""", HttpStatusCode.Unauthorized);

        Assert.Equal(ExitCode.Denied, await run.RunAsync("version", "--service-url", "elsewhere.test"));

        Assert.Equal((null, ""), (Assert.Single(run.Service.Requests).Authorization, run.Service.Requests[0].Body));
        Assert.Contains("belongs to kubefate.test and is not sent to elsewhere.test", run.Error, StringComparison.Ordinal);
    }

    private static CommandRun InFolder()
    {
        var run = new CommandRun();
        run.Environment.Clear();
        run.Folder.Write("config.yaml", "serviceurl: elsewhere.test\n");
        run.Service.Json("GET /v1/version", Version);
        return run;
    }
}
