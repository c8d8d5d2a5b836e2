using KubeFate.Testing;

namespace KubeFate.Cli.Tests.Bundles;

/// <summary><c>bundle verify --registry</c> against a real registry.</summary>
public sealed class VerifyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_image_is_looked_for_and_each_that_is_missing_is_named()
    {
        await using var registry = await StartAsync(tls: false, open: true);
        var digest = await registry.PushImageAsync("fate/tool", "1", Cancel);
        await registry.PushImageAsync("fate/eggroll", "2.0.0", Cancel);
        using var run = BundleSite.Open($"{registry.Host}/fate/eggroll:2.0.0 < federatedai/eggroll:2.0.0", $"{registry.Host}/fate/tool@{digest} < tool:1", "mysql:8.0.28 < mysql:8.0.28");
        await BundleSite.SaveAsync(run);

        string[] verify = ["bundle", "verify", "bundle.tgz", "--registry", $"{registry.Host}/fate", "--plain-http"];
        Assert.Equal(ExitCode.NotFound, await run.RunAsync(verify));
        Assert.Contains($"image {registry.Host}/fate/library/mysql:8.0.28 is missing\nerror: 1 of ", run.Error);
        await registry.PushImageAsync("fate/library/mysql", "8.0.27", Cancel);
        Assert.Equal(ExitCode.NotFound, await run.RunAsync(verify));
        await registry.PushImageAsync("fate/library/mysql", "8.0.28", Cancel);
        Assert.Equal(0, await run.RunAsync(verify));
        Assert.Contains($"image\t{registry.Host}/fate/tool@{digest}", run.Output);
    }

    [Fact]
    public async Task A_registry_with_a_password_and_an_authority_of_its_own_is_asked()
    {
        await using var registry = await StartAsync(tls: true, open: false);
        await registry.PushImageAsync("fate/eggroll", "2.0.0", Cancel);
        using var run = BundleSite.Open($"{registry.Host}/fate/eggroll:2.0.0 < federatedai/eggroll:2.0.0");
        await BundleSite.SaveAsync(run);
        string[] verify = ["bundle", "verify", "bundle.tgz", "--registry", $"{registry.Host}/fate"];
        string[] withAuthority = [.. verify, "--ca-file", registry.CaFile];

        Assert.Equal(ExitCode.Unreachable, await run.RunAsync(verify));
        Assert.Contains("Name its certificate authority with --ca-file", run.Error);
        Assert.Equal(ExitCode.Denied, await run.RunAsync(withAuthority));
        Assert.Contains("it requires a user name and a password. Set KUBEFATE_REGISTRY_USERNAME", run.Error);
        run.Environment["KUBEFATE_REGISTRY_USERNAME"] = "jane";
        run.Environment["KUBEFATE_REGISTRY_PASSWORD"] = "wrong";
        Assert.Equal(ExitCode.Denied, await run.RunAsync(withAuthority));
        run.Environment["KUBEFATE_REGISTRY_PASSWORD"] = "s3cret";
        Assert.True(await run.RunAsync(withAuthority) == 0, run.Error);
        Assert.Equal(ExitCode.Invalid, await run.RunAsync([.. verify, "--ca-file", "a.yaml"]));
        Assert.DoesNotContain("s3cret", run.Output + run.Error);
    }

    [Theory]
    [InlineData(".docker/config.json", "HOME", "")]
    [InlineData("config.json", "DOCKER_CONFIG", "")]
    [InlineData("containers/auth.json", "XDG_RUNTIME_DIR", "")]
    [InlineData("auth.json", "REGISTRY_AUTH_FILE", "auth.json")]
    public async Task What_docker_or_skopeo_login_stored_is_used(string file, string variable, string rest)
    {
        await using var registry = await StartAsync(tls: false, open: false);
        await registry.PushImageAsync("fate/eggroll", "2.0.0", Cancel);
        using var run = BundleSite.Open($"{registry.Host}/fate/eggroll:2.0.0 < federatedai/eggroll:2.0.0");
        await BundleSite.SaveAsync(run);
        run.Folder.Write(file, $$"""{"auths": {"{{registry.Host}}": {"auth": "{{Convert.ToBase64String("jane:s3cret"u8)}}" } } }""");
        run.Environment[variable] = rest.Length == 0 ? run.Folder.Path : run.Folder.File(rest);
        Assert.True(await run.RunAsync("bundle", "verify", "bundle.tgz", "--registry", registry.Host, "--plain-http") == 0, run.Error);
    }

    [Fact]
    public async Task A_registry_that_wants_tokens_is_asked_with_one()
    {
        await using var registry = await StartAsync(RegistryServer.StartWithTokensAsync);
        await registry.PushImageAsync("fate/eggroll", "2.0.0", Cancel);
        using var run = BundleSite.Open($"{registry.Host}/fate/eggroll:2.0.0 < federatedai/eggroll:2.0.0", $"{registry.Host}/fate/missing:1 < x/missing:1");
        await BundleSite.SaveAsync(run);
        string[] verify = ["bundle", "verify", "bundle.tgz", "--registry", registry.Host, "--plain-http"];
        Assert.Equal(ExitCode.Denied, await run.RunAsync(verify));
        Assert.Contains("its token service refused the sign-in", run.Error);

        run.Environment["KUBEFATE_REGISTRY_USERNAME"] = "jane";
        run.Environment["KUBEFATE_REGISTRY_PASSWORD"] = "s3cret";
        Assert.Equal(ExitCode.NotFound, await run.RunAsync(verify));
        Assert.Contains($"image {registry.Host}/fate/missing:1 is missing", run.Error);
        Assert.DoesNotContain("fate/eggroll:2.0.0 is missing", run.Error);
        Assert.Contains("repository:fate/eggroll:pull", registry.Tokens!.Scopes);
    }

    [Fact]
    public async Task A_registry_that_is_not_there_is_told()
    {
        using var run = BundleSite.Open("a:1 < a:1");
        await BundleSite.SaveAsync(run);
        Assert.Equal(ExitCode.Unreachable, await run.RunAsync("bundle", "verify", "bundle.tgz", "--registry", "127.0.0.1:1"));
        Assert.Contains("the registry 127.0.0.1:1 cannot be asked: ", run.Error);
    }

    private static Task<RegistryServer> StartAsync(bool tls, bool open) => StartAsync(cancel => RegistryServer.StartAsync(tls, open, cancel));

    private static async Task<RegistryServer> StartAsync(Func<CancellationToken, Task<RegistryServer>> start)
    {
        if (RegistryServer.Missing is { } reason)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
            Assert.Skip(reason);
        }

        return await start(Cancel);
    }
}
