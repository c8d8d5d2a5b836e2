using KubeFate.Testing;

namespace KubeFate.Service.Tests.Clusters.Replacing;

/// <summary>Our own charts, packed as they come with the program.</summary>
internal static class FatePackages
{
    /// <summary>The packed chart fate of that release.</summary>
    public static async Task<byte[]> PackAsync(TempFolder folder, string version, CancellationToken cancellationToken)
    {
        string[] arguments = ["package", Path.Combine(Repository.Root, "charts", "fate"), "--version", version, "--app-version", version, "--destination", folder.Path];
        (await ToolProcess.RunAsync(Tools.Helm, arguments, folder.Variables(), input: null, cancellationToken)).MustSucceed();
        return await File.ReadAllBytesAsync(folder.File($"fate-{version}.tgz"), cancellationToken);
    }
}
