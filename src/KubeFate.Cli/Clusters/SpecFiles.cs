using System.CommandLine;

namespace KubeFate.Cli.Clusters;

/// <summary><c>-f</c> where it may stand several times.</summary>
internal sealed class SpecFiles
{
    public Option<string[]> Files { get; } = new("--file", "-f") { Description = "A cluster.yaml; - reads stdin. Several: -f A -f B", Required = true, HelpName = "FILE" };

    /// <summary>Reads and checks all of them; all that is wrong is printed, and ends the command when there is an error.</summary>
    public IReadOnlyList<SpecText> Read(CommandCall call) => [.. call.Get(Files)!.Select(path => SpecText.Read(call, path))];
}
