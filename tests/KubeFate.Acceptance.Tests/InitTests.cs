namespace KubeFate.Acceptance.Tests;

/// <summary>What <c>cluster init</c> writes is installed as it is.</summary>
public sealed class InitTests
{
    [Theory]
    [InlineData("v1.8.0", "rollsite", "--persistence")]
    [InlineData("v2.0.0", "osx", "--yes")]
    public async Task A_cluster_that_was_written_by_init_stands(string release, string gateway, string flag)
    {
        await using var site = await Site.OpenAsync("fast");
        await using var service = await site.StartServiceAsync();
        var file = site.Folder.File("party.yaml");
        var init = (await site.RunAsync(service, "cluster", "init", "--release", release, "--party-id", "9999", "--peer", "10000=192.168.9.2:30101", "--file", file, flag)).MustSucceed();
        Assert.Equal("", init.Output);
        Assert.Contains($"kubefate cluster install -f {file} --create-namespace --wait", init.Error);
        var install = (await site.RunAsync(service, "cluster", "install", "-f", file, "--create-namespace", "--wait")).MustSucceed();
        Assert.Equal("", install.Error);
        Assert.Contains($" {gateway} is Available\n", install.Output);
        Assert.Equal(flag == "--persistence", (await site.KubectlAsync("get", "pvc", "-n", "fate-9999", "-o", "name")).Length > 0);
    }
}
