using System.CommandLine;
using KubeFate.Cli.Arguments;
using KubeFate.Client.Charts;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Charts;

/// <summary><c>kubefate chart</c>.</summary>
internal static class ChartCommands
{
    public static Verb Create(CommandContext context) => new("chart", "List, upload, describe and delete charts, and list the images they need", "kubefate chart list", "kubefate chart upload -f fate-v2.0.0.tgz")
    {
        List(context),
        Describe(context),
        UploadCommand.Create(context),
        Delete(context),
        ImagesCommand.Create(context),
    };

    private static Verb List(CommandContext context)
    {
        var name = new Option<string?>("--name") { Description = "Only the versions of this chart", HelpName = "NAME" };
        return new Verb("list", "List the charts of the catalogue", "kubefate chart list", "kubefate chart list --name fate -o wide") { name }
            .Alias("ls")
            .Does(context, async (call, cancellationToken) =>
            {
                var answer = await call.Client.Charts.ListWithProblemsAsync(new ChartQuery { Name = call.Get(name), Summary = true }, cancellationToken);
                foreach (var problem in answer.Problems ?? []) call.Output.Note($"{problem.Severity}: {problem.Path}: {problem.Message}");
                call.Output.List(answer.Data, WireJson.Default.IReadOnlyListChartResponse, ChartView.List, "no charts. Upload one with: kubefate chart upload -f fate-v2.0.0.tgz");
                return ExitCode.Success;
            });
    }

    private static Verb Describe(CommandContext context)
    {
        var chart = new ChartArgument(context);
        return new Verb("describe", "Show a chart; -o json and yaml show its values and templates too", "kubefate chart describe fate/v2.0.0", "kubefate chart describe fde94cbe -o yaml") { chart.Word }
            .Does(context, async (call, cancellationToken) =>
            {
                var found = await call.Client.Charts.GetAsync(await chart.FindUuidAsync(call, cancellationToken), cancellationToken);
                call.Output.One(found, WireJson.Default.ChartResponse, ChartView.List, ChartView.Describe);
                return ExitCode.Success;
            });
    }

    private static Verb Delete(CommandContext context)
    {
        var chart = new ChartArgument(context);
        var force = new Option<bool>("--force") { Description = "Delete a chart even if a cluster was made from it" };
        return new Verb("delete", "Delete a chart from the catalogue", "kubefate chart delete fate/v2.0.0 --yes") { chart.Word, force, context.Options.Yes }
            .Alias("del")
            .Does(context, async (call, cancellationToken) =>
            {
                var uuid = await chart.FindUuidAsync(call, cancellationToken);
                await call.ConfirmAsync($"Delete chart {call.Get(chart.Word)}?", cancellationToken);
                await call.Client.Charts.DeleteAsync(uuid, call.Get(force), cancellationToken);
                call.Output.Done(uuid, "deleteChart Success");
                return ExitCode.Success;
            });
    }
}
