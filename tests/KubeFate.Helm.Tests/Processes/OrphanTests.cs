using System.Globalization;
using KubeFate.Helm.Tests.Fakes;
using KubeFate.Testing;

namespace KubeFate.Helm.Tests.Processes;

public sealed class OrphanTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Helm_left_at_work_by_a_killed_service_is_found_and_ended()
    {
        (await ToolProcess.RunAsync("mkfifo", [folder.File("ready")], null, null, Cancelled)).MustSucceed();
        var fake = await FakeHelm.WriteAsync(folder, "echo $$ > \"$here/ready\"; sleep 1000 & wait", cancellationToken: Cancelled);
        using var service = ServiceInPlace.Start(fake.Program, folder.File("work"));
        var helm = int.Parse(await File.ReadAllTextAsync(folder.File("ready"), Cancelled), CultureInfo.InvariantCulture);

        Assert.Equal(0, HelmProcesses.EndOrphans());
        Assert.True(IsAlive(helm), "helm was ended though its service lives");

        service.Kill();
        await service.WaitForExitAsync(Cancelled);
        Assert.True(IsAlive(helm), "helm went with its service, so this test tells nothing");

        Assert.InRange(HelmProcesses.EndOrphans(), 1, 3);
        Assert.False(IsAlive(helm));
    }

    public void Dispose() => folder.Dispose();

    private static bool IsAlive(int id) => File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
}
