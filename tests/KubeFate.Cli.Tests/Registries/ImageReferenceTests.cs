using KubeFate.Cli.Registries;

namespace KubeFate.Cli.Tests.Registries;

/// <summary>Names of images as container runtimes read them.</summary>
public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("mysql", "docker.io/library/mysql", "latest")]
    [InlineData("mysql:8.0", "docker.io/library/mysql:8.0", "8.0")]
    [InlineData("docker.io/mysql:8.0", "docker.io/library/mysql:8.0", "8.0")]
    [InlineData("federatedai/eggroll:2.0.0-release", "docker.io/federatedai/eggroll:2.0.0-release", "2.0.0-release")]
    [InlineData("localhost/a:1", "localhost/a:1", "1")]
    [InlineData("127.0.0.1:5000/a/b/c", "127.0.0.1:5000/a/b/c", "latest")]
    [InlineData("Harbor.site/fate/a__b:1", "Harbor.site/fate/a__b:1", "1")]
    [InlineData("quay.io/a/b:1@sha256:00000000000000000000000000000000000000000000000000000000000000aa", "quay.io/a/b:1@sha256:00000000000000000000000000000000000000000000000000000000000000aa", "sha256:00000000000000000000000000000000000000000000000000000000000000aa")]
    public void A_name_is_read_in_full(string text, string whole, string version)
    {
        var image = ImageReference.Parse(text)!;
        Assert.Equal((whole, version), (image.ToString(), image.Version));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:1;reboot")]
    [InlineData("$(reboot)")]
    [InlineData("https://a.b/c")]
    [InlineData("a..b/../c")]
    [InlineData("a.b/../../c")]
    [InlineData("a.b//c")]
    [InlineData("Upper/Case")]
    [InlineData("a@sha256:12")]
    [InlineData("a:1\n")]
    [InlineData("-a:1")]
    public void What_is_no_name_is_not_taken_for_one(string text) => Assert.Null(ImageReference.Parse(text));

    [Theory]
    [InlineData("harbor.site/fate", "harbor.site/fate/eggroll:1", "harbor.site/fate/eggroll:1")]
    [InlineData("harbor.site/fate/", "harbor.site/other/eggroll:1", "harbor.site/fate/other/eggroll:1")]
    [InlineData("harbor.site:8443", "mysql:8.0", "harbor.site:8443/library/mysql:8.0")]
    [InlineData("harbor.site/hub", "mysql:8.0", "harbor.site/hub/library/mysql:8.0")]
    public void An_image_that_is_pulled_from_elsewhere_is_looked_for_below_the_place(string place, string image, string found) =>
        Assert.Equal(found, RegistryPlace.Parse(place).Locate(ImageReference.Parse(image)!).ToString());
}
