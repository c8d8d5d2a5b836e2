using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubeFate.Helm.Processes;
using KubeFate.Helm.Releases;
using KubeFate.Yaml;

namespace KubeFate.Helm;

/// <summary>
/// Makes a release's values from cluster.yaml as the original does: the chart's values-template.yaml is a Go template with cluster.yaml
/// as its data, what is not set prints nothing, and the YAML that comes out are the values. Helm itself renders it, as a named template
/// of a throw-away chart, so that its functions and its YAML are the ones that charts are written for.
/// </summary>
public sealed partial class ChartValues(HelmClient helm)
{
    /// <summary>
    /// The values for that chart; nulls are kept, since they take a default of the chart away. Without a template: cluster.yaml itself.
    /// </summary>
    /// <exception cref="HelmException"><see cref="HelmFailure.ValuesInvalid"/> names the template's line.</exception>
    public async Task<JsonObject> FromAsync(string chart, JsonObject clusterYaml, CancellationToken cancellationToken)
    {
        var archive = await ChartArchive.ReadAsync(chart, cancellationToken);
        if (archive.ValuesTemplate is not { } template) return (JsonObject)clusterYaml.DeepClone();

        using var run = helm.Work.NewRun();
        var folder = await WriteChartAsync(run, template, clusterYaml, cancellationToken);
        var request = new ReleaseRequest { Release = new ReleaseName("values", "default"), Chart = folder, Values = [] };
        try
        {
            return Read(await helm.TemplateAsync(request, cancellationToken));
        }
        catch (HelmException error) when (error.Code is HelmFailure.ValuesInvalid or HelmFailure.ChartInvalid)
        {
            throw Explain(archive, error);
        }
    }

    private static async Task<string> WriteChartAsync(RunFolder run, string template, JsonObject cluster, CancellationToken cancellationToken)
    {
        await run.WriteAsync("chart/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n", cancellationToken);
        await run.WriteAsync("chart/templates/_values-template.yaml", template, cancellationToken);
        await run.WriteAsync("chart/templates/values.yaml", Wrapper(), cancellationToken);
        await run.WriteAsync("chart/cluster.json", YamlSafeJson.Write(cluster), cancellationToken);
        return Path.Combine(run.Path, "chart");
    }

    private static string Wrapper()
    {
        using var resource = typeof(ChartValues).Assembly.GetManifestResourceStream("values-to-json.yaml")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    private static JsonObject Read(string manifest)
    {
        var encoded = Encoded().Match(manifest).Groups["base64"].Value;
        var values = ReleaseJson.Object(Encoding.UTF8.GetString(Convert.FromBase64String(encoded)));
        // Helm's fromYaml reports a failure as a value of its own making.
        if (values.Count == 1 && values["Error"] is JsonValue said && said.ToString().StartsWith("error ", StringComparison.Ordinal))
            throw new HelmException(HelmFailure.ValuesInvalid, $"what it renders is not a YAML mapping: {said}");
        return values;
    }

    private static HelmException Explain(ChartArchive chart, HelmException error)
    {
        var message = error.Message.Replace("chart/templates/_values-template.yaml", "values-template.yaml", StringComparison.Ordinal);
        return new HelmException(
            HelmFailure.ValuesInvalid, $"chart {chart.Name} {chart.Version} cannot make values from this cluster.yaml: {message}", error)
        {
            Detail = error.Detail,
        };
    }

    [GeneratedRegex(@"^values: (?<base64>\S*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Encoded();
}
