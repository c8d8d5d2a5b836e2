using KubeFate.Client.Wire;
using KubeFate.Fate;

namespace KubeFate.Cli.Clusters;

/// <summary>A cluster.yaml that was read: where it lies, what it says, what it means.</summary>
internal sealed record SpecText(string Path, string Text, ClusterSpec Spec, IReadOnlyList<Problem> Warnings)
{
    /// <summary>Reads and checks a file; all that is wrong is printed, and ends the command when there is an error.</summary>
    public static SpecText Read(CommandCall call, string path)
    {
        var text = SpecFile.Read(call.Context, path);
        var (spec, warnings) = SpecFile.Check(text, path, call.Output);
        return new SpecText(path, text, spec, warnings);
    }

    /// <summary>The warnings that were shown, in the words of a job's events.</summary>
    public IReadOnlyCollection<string> Told => [.. Warnings.Select(warning => $"{warning.Path}: {warning.Message}")];

    /// <summary>Whether the problem, which the service found too, was shown when the file was read.</summary>
    public bool Tells(ProblemResponse problem) => Warnings.Any(warning => warning.Path == problem.Path && warning.Message == problem.Message);

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
