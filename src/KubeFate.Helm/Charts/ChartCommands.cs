using System.Text.Json.Nodes;
using KubeFate.Helm.Failures;
using KubeFate.Helm.Processes;

namespace KubeFate.Helm.Charts;

/// <summary>The helm commands that work on charts alone.</summary>
internal sealed class ChartCommands(HelmRunner runner)
{
    public async Task<string> TemplateAsync(ReleaseRequest request, CancellationToken cancellationToken)
    {
        var chart = ChartPath.Require(request.Chart);
        using var run = runner.Work.NewRun();
        var values = await run.WriteValuesAsync(request.Values, cancellationToken);
        var call = new HelmCall
        {
            Verb = "template",
            Release = request.Release,
            Chart = chart,
            Options = request.KubeVersion is { } version ? ["--values", values, "--kube-version", version] : ["--values", values],
            Operands = [request.Release.Name, chart],
        };
        return await runner.RunAsync(call, cancellationToken);
    }

    public async Task<LintReport> LintAsync(string chart, JsonObject? values, CancellationToken cancellationToken)
    {
        var path = ChartPath.Require(chart);
        using var run = runner.Work.NewRun();
        string[] options = values is null ? [] : ["--values", await run.WriteValuesAsync(values, cancellationToken)];
        var call = new HelmCall { Verb = "lint", Chart = path, Options = options, Operands = [path] };
        var result = await runner.TryAsync(call, cancellationToken);
        var report = LintOutput.Read(result.Output);
        // An exit code that no finding explains is a failure of the command, not of the chart.
        return result.ExitCode == 0 || report.HasErrors ? report : throw FailureRules.Explain(call, result);
    }

    public async Task<string> PackageAsync(string chart, string destination, CancellationToken cancellationToken)
    {
        var path = ChartPath.Require(chart);
        var call = new HelmCall { Verb = "package", Chart = path, Options = ["--destination", Path.GetFullPath(destination)], Operands = [path] };
        var said = await runner.RunAsync(call, cancellationToken);
        const string before = "saved it to: ";
        var start = said.IndexOf(before, StringComparison.Ordinal);
        return start >= 0
            ? said[(start + before.Length)..].Trim()
            : throw new HelmException(HelmFailure.Other, "helm package did not say where it saved the chart") { Detail = said };
    }
}
