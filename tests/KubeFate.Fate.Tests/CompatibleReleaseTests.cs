namespace KubeFate.Fate.Tests;

/// <summary>Which built-in release can stand in for one that is not: by its keys and its protocol, not by how alike the numbers look.</summary>
public sealed class CompatibleReleaseTests
{
    [Theory]
    [InlineData("fate", "v1.9.2", "v1.11.2")]
    [InlineData("fate", "v1.10.0", "v1.11.2")]
    [InlineData("fate", "v2.1.0", "v2.1.1")]
    [InlineData("fate", "v2.0.0-beta", "v2.0.0")]
    [InlineData("fate", "v1.7.2", "v1.8.0")]
    [InlineData("fate", "1.8.0", "v1.8.0")]
    [InlineData("fate-exchange", "v1.9.0", "v1.11.2")]
    public void The_nearest_at_or_above_that_reads_all_its_keys_is_named(string chart, string version, string release) =>
        Assert.Equal(release, CompatibleRelease.For(chart, version));

    [Theory]
    // backend is read no more by what follows, and host by nothing that is built in.
    [InlineData("fate", "v1.8.1")]
    [InlineData("fate", "v1.6.1")]
    // Nothing of that line is as new.
    [InlineData("fate", "v1.12.0")]
    [InlineData("fate", "v3.0.0")]
    [InlineData("fate", "newest")]
    [InlineData("demo", "v0.1.0")]
    public void Where_none_keeps_them_none_is_named(string chart, string version) => Assert.Null(CompatibleRelease.For(chart, version));
}
