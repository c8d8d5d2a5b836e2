using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace KubeFate.Helm.Tests.Fakes;

/// <summary>
/// A process to be killed: this test program started once more, in which a variable makes it run helm and nothing else. A module
/// initialiser runs before any Main, so that no program of its own is needed.
/// </summary>
internal static class ServiceInPlace
{
    private const string Variable = "KUBEFATE_TEST_RUN_HELM";

    public static Process Start(string program, string workFolder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(ServiceInPlace).Assembly.Location);
        start.Environment[Variable] = $"{program}\n{workFolder}";
        return Process.Start(start)!;
    }

#pragma warning disable CA2255 // A test program may well have a say in how it starts.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void RunIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('\n') is not [var program, var workFolder]) return;

        var client = new HelmClient(new HelmOptions { Program = program, WorkFolder = workFolder }, TimeProvider.System);
        client.UninstallAsync(new ReleaseName("fate", "ns"), CancellationToken.None).GetAwaiter().GetResult();
        Environment.Exit(0);
    }
}
