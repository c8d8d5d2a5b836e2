using System.Text;
using KubeFate.Cli.Registries;
using KubeFate.Testing;

namespace KubeFate.Cli.Tests.Registries;

public sealed class RegistryLoginTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("docker.io", "https://index.docker.io/v1/", "docker login keeps Docker Hub's there")]
    [InlineData("docker.io", "docker.io", "skopeo login and podman login keep it there")]
    [InlineData("harbor.site:8443", "harbor.site:8443", "any other registry has its own name")]
    [InlineData("harbor.site", "https://harbor.site", "an older docker login wrote the scheme too")]
    public void A_login_that_another_tool_kept_is_found(string host, string key, string why) =>
        Assert.True(Kept(key, host) is { UserName: "jane", Password: "s3cret" }, why);

    [Theory]
    [InlineData("ghcr.io", "https://index.docker.io/v1/")]
    [InlineData("docker.io", "docker.io.example.com")]
    [InlineData("index.docker.io.evil.example", "https://index.docker.io/v1/")]
    public void No_registry_gets_the_login_of_another(string host, string key) => Assert.Null(Kept(key, host));

    private RegistryLogin? Kept(string key, string host)
    {
        var auth = Convert.ToBase64String(Encoding.UTF8.GetBytes("jane:s3cret"));
        folder.Write("config.json", $$"""{ "auths": { "{{key}}": { "auth": "{{auth}}" } } }""");
        return RegistryLogin.Find(host, name => name == "DOCKER_CONFIG" ? folder.Path : null);
    }
}
