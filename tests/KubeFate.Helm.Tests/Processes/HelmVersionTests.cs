using KubeFate.Helm.Tests.Fakes;
using KubeFate.Testing;

namespace KubeFate.Helm.Tests.Processes;

public sealed class HelmVersionTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Helms.All), MemberType = typeof(Helms))]
    public async Task It_knows_the_version_of_helm(string program)
    {
        var version = await folder.Client(program).GetVersionAsync(Cancelled);

        var expected = program == Tools.OldHelm ? new HelmVersion(3, 9, 4) : program == Tools.Helm41 ? new HelmVersion(4, 1, 4) : new HelmVersion(4, 2, 3);
        Assert.Equal(expected, version);
    }

    [Theory]
    [InlineData("v3.8.2", HelmFailure.HelmTooOld)]
    [InlineData("v2.17.0", HelmFailure.HelmTooOld)]
    [InlineData("Python 3.11.7", HelmFailure.HelmMissing)]
    [InlineData("", HelmFailure.HelmMissing)]
    public async Task What_is_too_old_or_no_helm_is_refused_before_it_is_used(string says, HelmFailure expected)
    {
        var fake = await FakeHelm.WriteAsync(folder, "exit 0", says, Cancelled);

        var error = await Assert.ThrowsAsync<HelmException>(() => folder.Client(fake.Program).UninstallAsync(new("fate", "ns"), Cancelled));

        Assert.Equal(expected, error.Code);
        Assert.Contains("install helm 3.9 or newer", error.Message, StringComparison.Ordinal);
        Assert.Empty(fake.Calls);
    }

    [Fact]
    public async Task The_version_is_asked_once()
    {
        var fake = await FakeHelm.WriteAsync(folder, "echo []", cancellationToken: Cancelled);
        var client = folder.Client(fake.Program);

        await client.GetHistoryAsync(new("fate", "ns"), Cancelled);
        await client.GetHistoryAsync(new("fate", "ns"), Cancelled);

        Assert.Single(await File.ReadAllLinesAsync(folder.File("calls"), Cancelled), line => line.StartsWith("version", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("helm-that-is-not-there", "there is no command helm-that-is-not-there on PATH")]
    [InlineData("/nowhere/helm", "there is no helm command at /nowhere/helm")]
    public async Task A_missing_helm_is_named_with_its_cure(string program, string cause)
    {
        var error = await Assert.ThrowsAsync<HelmException>(() => folder.Client(program).GetVersionAsync(Cancelled));

        Assert.Equal(HelmFailure.HelmMissing, error.Code);
        Assert.StartsWith(cause, error.Message, StringComparison.Ordinal);
        Assert.Contains("install helm 3.9 or newer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_may_not_be_executed_is_told_from_a_missing_one()
    {
        var file = folder.Write("helm", "#!/bin/sh\n");

        var error = await Assert.ThrowsAsync<HelmException>(() => folder.Client(file).GetVersionAsync(Cancelled));

        Assert.Equal(HelmFailure.HelmMissing, error.Code);
        Assert.Contains("not executable", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_of_another_machine_is_told_as_such()
    {
        var file = folder.Write("helm", "no program");
        (await ToolProcess.RunAsync("chmod", ["500", file], null, null, Cancelled)).MustSucceed();

        var error = await Assert.ThrowsAsync<HelmException>(() => folder.Client(file).GetVersionAsync(Cancelled));

        Assert.Equal(HelmFailure.HelmMissing, error.Code);
        Assert.Contains("cannot be executed", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
