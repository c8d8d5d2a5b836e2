using KubeFate.Client.Wire;
using KubeFate.Fate;

namespace KubeFate.Cli.Clusters;

/// <summary>A cluster.yaml that was read: where it lies, what it says, what it means.</summary>
internal sealed record SpecText(string Path, string Text, ClusterSpec Spec)
{
    /// <summary>Reads and checks a file; all that is wrong is printed, and ends the command when there is an error.</summary>
    public static SpecText Read(CommandCall call, string path)
    {
        var text = SpecFile.Read(call.Context, path);
        return new SpecText(path, text, SpecFile.Check(text, path, call.Output));
    }

    /// <summary>A problem that the service found, at the line of this file where its key stands.</summary>
    public string Format(ProblemResponse problem) => new Problem
    {
        Severity = problem.Severity == "warning" ? ProblemSeverity.Warning : ProblemSeverity.Error,
        Path = problem.Path,
        // The service saw the file as JSON in one line; its line says nothing here.
        Line = YamlPlace.LineOf(Text, problem.Path),
        Column = 0,
        Message = problem.Message,
    }.Format(Path);
}
