using KubeFate.Helm.Tests.Fakes;
using KubeFate.Testing;

namespace KubeFate.Helm.Tests.Processes;

/// <summary>A helm that a signal ends in the midst of its work.</summary>
public sealed class SignalTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("KILL", "helm uninstall was ended by the signal SIGKILL: mostly the kernel's, for want of memory")]
    [InlineData("TERM", "helm uninstall was ended by the signal SIGTERM: somebody or this machine ended it")]
    [InlineData("SEGV", "helm uninstall was ended by the signal SIGSEGV: it crashed")]
    public async Task The_signal_is_named_with_its_cure_and_the_call_may_be_tried_again(string signal, string message)
    {
        var fake = await FakeHelm.WriteAsync(folder, $"kill -{signal} $$", cancellationToken: Cancelled);

        var error = await Assert.ThrowsAsync<HelmException>(() => folder.Client(fake.Program).UninstallAsync(new("fate", "ns"), Cancelled));

        Assert.Equal((HelmFailure.HelmKilled, true, true), (error.Code, error.IsTransient, error.MayHaveChanged));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_helm_that_is_killed_while_it_tells_its_version_is_not_a_missing_one()
    {
        folder.Write("helm", "#!/bin/sh\nkill -KILL $$\n");
        (await ToolProcess.RunAsync("/bin/chmod", ["755", folder.File("helm")], null, null, Cancelled)).MustSucceed();

        var error = await Assert.ThrowsAsync<HelmException>(() => folder.Client(folder.File("helm")).GetVersionAsync(Cancelled));

        Assert.Equal((HelmFailure.HelmKilled, true, false), (error.Code, error.IsTransient, error.MayHaveChanged));
    }

    public void Dispose() => folder.Dispose();
}
