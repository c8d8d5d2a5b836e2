using System.CommandLine;

namespace KubeFate.Cli.Clusters;

/// <summary>What the verbs have in common that ask for images: <c>-f</c>, several times, and the Kubernetes that is meant.</summary>
internal sealed class SpecFiles
{
    public Option<string[]> Files { get; } = new("--file", "-f") { Description = "A cluster.yaml; - reads stdin. Several: -f A -f B", Required = true, HelpName = "FILE" };

    public Option<string?> KubeVersion { get; } = new("--kube-version")
    {
        Description = "Render for this version of Kubernetes (default: the newest that helm knows)",
        HelpName = "VERSION",
    };

    /// <summary>Reads and checks all of them; all that is wrong is printed, and ends the command when there is an error.</summary>
    public IReadOnlyList<SpecText> Read(CommandCall call) => [.. call.Get(Files)!.Select(path => SpecText.Read(call, path))];
}
