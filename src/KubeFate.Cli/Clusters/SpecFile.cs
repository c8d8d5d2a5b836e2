using KubeFate.Cli.Output;
using KubeFate.Fate;

namespace KubeFate.Cli.Clusters;

/// <summary>Reads a cluster.yaml and shows all that is wrong with it.</summary>
internal static class SpecFile
{
    // The service takes no more; a cluster.yaml has some ten kilobytes.
    private const int MostBytes = 1024 * 1024;

    /// <summary>The text of the file, or of stdin for <c>-</c>.</summary>
    public static string Read(CommandContext context, string path)
    {
        try
        {
            if (path == "-") return context.Terminal.In.ReadToEnd();
            var file = new FileInfo(Path.Combine(context.WorkingFolder, path));
            if (Directory.Exists(file.FullName)) throw new CommandFailure(ExitCode.Invalid, $"{path} is a folder; name the cluster.yaml in it");
            if (file.Exists && file.Length > MostBytes) throw new CommandFailure(ExitCode.Invalid, $"{path} has {file.Length} bytes; a cluster.yaml has at most {MostBytes}");
            return File.ReadAllText(file.FullName);
        }
        catch (FileNotFoundException)
        {
            throw new CommandFailure(ExitCode.Invalid, $"{path}: there is no such file");
        }
        catch (DirectoryNotFoundException)
        {
            throw new CommandFailure(ExitCode.Invalid, $"{path}: there is no such folder");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Invalid, $"{path} cannot be read: {failure.Message}");
        }
    }

    /// <summary>The spec, and the warnings, which are printed; errors are printed, all of them, and end the command.</summary>
    public static (ClusterSpec Spec, IReadOnlyList<Problem> Warnings) Check(string text, string path, ResultPrinter output)
    {
        var file = ClusterFile.Parse(text);
        foreach (var problem in file.Problems)
        {
            // -q silences what stops nothing.
            if (problem.Severity == ProblemSeverity.Warning) output.Note(problem.Format(path));
            else output.Error(problem.Format(path));
        }

        return file.Spec is { } spec ? (spec, file.Problems) : throw new CommandFailure(ExitCode.Invalid,
            $"{path} has {Count(file.Problems.Count(problem => problem.Severity == ProblemSeverity.Error))}; nothing was sent");
    }

    private static string Count(int errors) => errors == 1 ? "1 error" : $"{errors} errors";
}
