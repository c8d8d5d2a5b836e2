using System.Globalization;
using System.Text;

namespace KubeFate.Cli.Tests.Golden;

/// <summary>
/// A file of commands and what they print: a line <c>$ kubefate …</c> is a command (<c>&lt;&lt;&lt; text</c> behind it is its stdin), below it stands
/// its stdout, then its stderr with <c>! </c> before each line, then its exit code where that is not 0. The command runs in a folder with
/// an example as cluster.yaml; what a command changes there, the next one meets.
/// </summary>
internal static class Transcript
{
    /// <summary>Set to 1, the files are written anew from what the commands print now; look at the difference before it is committed.</summary>
    public const string RewriteVariable = "KUBEFATE_REWRITE_GOLDEN";

    /// <summary>Runs the commands of a transcript and answers the transcript as it is now.</summary>
    public static async Task<string> ReplayAsync(string text, CommandRun run)
    {
        var replayed = new StringBuilder();
        foreach (var line in text.Split('\n').Where(line => line.StartsWith("$ ", StringComparison.Ordinal) || line.StartsWith('#')))
        {
            if (replayed.Length > 0) replayed.Append('\n');
            replayed.Append(line).Append('\n');
            if (line[0] == '$') await RunAsync(line, run, replayed);
        }

        return replayed.Replace(run.Folder.Path, "~").ToString();
    }

    private static async Task RunAsync(string line, CommandRun run, StringBuilder replayed)
    {
        var parts = line["$ kubefate".Length..].Split("<<<", 2);
        run.Input = parts.Length > 1 ? parts[1].Trim().Replace("\\n", "\n", StringComparison.Ordinal) + "\n" : "";
        var (output, error) = (run.Output.Length, run.Error.Length);
        var exitCode = await run.RunAsync(parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        replayed.Append(run.Output.AsSpan(output));
        foreach (var told in run.Error[error..].Split('\n', StringSplitOptions.RemoveEmptyEntries)) replayed.Append("! ").Append(told).Append('\n');
        if (exitCode != 0) replayed.Append(CultureInfo.InvariantCulture, $"[exit {exitCode}]\n");
    }
}
