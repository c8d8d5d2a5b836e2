using KubeFate.Cli.Output;
using KubeFate.Client.Clusters;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Clusters;

/// <summary>What <c>--dry-run</c> does: shows what would be made and what is wrong with it, and changes nothing.</summary>
internal static class DryRun
{
    // One rendering has neither id nor name of its own.
    private static readonly ListView<RenderResponse> View = new(_ => "", _ => "");

    /// <summary>Prints it; exit code 8 when there is an error in it.</summary>
    public static async Task<int> ShowAsync(CommandCall call, ClusterRequest request, SpecText file, CancellationToken cancellationToken)
    {
        var render = await call.Client.Clusters.RenderAsync(request, cancellationToken);
        // What the file's own check has shown stands there already.
        foreach (var problem in render.Problems.Where(problem => !file.Tells(problem))) call.Terminal.Error.WriteLine(file.Format(problem));
        if (call.Output.Format is OutputFormat.Json or OutputFormat.Yaml) call.Output.One(render, WireJson.Default.RenderResponse, View, _ => "");
        else call.Terminal.Out.Write(Ended(render.Manifest ?? ""));
        if (render.Problems.Any(problem => problem.Severity == "error")) return ExitCode.Invalid;
        call.Output.Note("dry run: nothing was changed");
        return ExitCode.Success;
    }

    private static string Ended(string text) => text.Length == 0 || text.EndsWith('\n') ? text : text + "\n";
}
