using KubeFate.Client.Charts;
using KubeFate.Client.Wire;
using KubeFate.Helm;
using KubeFate.Service.Audit;
using KubeFate.Service.Hosting;
using KubeFate.Service.Hosting.Conditional;
using KubeFate.Service.Hosting.Lists;
using KubeFate.Service.Hosting.OpenApi;
using KubeFate.Service.Storage.Changes;
using KubeFate.Service.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KubeFate.Service.Charts;

/// <summary><c>/v1/chart</c>: list, get, upload, delete, and the example of a cluster.yaml that a chart carries.</summary>
internal static class ChartEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var charts = routes.MapGroup("/v1/chart").WithTags("Chart");
        charts.MapGet("", ListAsync).ForViewers().KeptUntilWritten(DataAreas.Charts).WithSummary("List the charts of the catalogue").TakesListQuery(ChartStore.Sorts.Names,
            new("name", "Of this name"), new("summary", "Without texts and templates", QueryForm.Flag));
        charts.MapPost("", UploadAsync).ForAdmins().Audited("chart.upload").TakesFile().WithMetadata(ChartUpload.Limit)
            .WithSummary("Upload a packaged chart as the form's field file; one of that name and version is replaced");
        charts.MapGet("{uuid}", GetAsync).ForViewers().KeptUntilWritten(DataAreas.Charts).WithSummary("Show a chart with its texts and templates");
        charts.MapGet("{uuid}/archive", DownloadAsync).ForViewers().AnswersProblems().WithSummary("Download a chart's archive, the .tgz that was uploaded or pulled")
            .Produces(StatusCodes.Status200OK, contentType: "application/gzip");
        charts.MapDelete("{uuid}", DeleteAsync).ForAdmins().Audited("chart.delete").WithSummary("Delete a chart that no cluster uses")
            .TakesQuery(new QueryParameter("force", "Also one that a cluster uses", QueryForm.Flag));
        charts.MapGet("valueTemplateExample/{name}/{version}", ExampleAsync).ForViewers()
            .WithSummary("The example of a cluster.yaml that a chart of the catalogue carries");
    }

    private static async Task<Ok<Envelope<IReadOnlyList<ChartResponse>>>> ListAsync(
        HttpRequest request, ChartStore store, ChartCatalogue catalogue, BuiltInCharts builtIn, CancellationToken cancellationToken)
    {
        var reader = new ListQueryReader(request);
        var query = reader.Read(new ChartQuery { Name = reader.Text("name"), Summary = reader.Flag("summary") }, ChartStore.Sorts.Names);
        await builtIn.EnsureAsync(cancellationToken);
        var (charts, total) = await store.ListAsync(query, cancellationToken);
        var answers = new List<ChartResponse>();
        foreach (var chart in charts) answers.Add(query.Summary ? ChartMapping.ToResponse(chart, null) : await ReadAsync(catalogue, chart, cancellationToken));
        return TypedResults.Ok(new Envelope<IReadOnlyList<ChartResponse>>
        {
            Data = answers,
            Message = "getChartList Success",
            Total = total,
            Problems = builtIn.Problems.Count > 0 ? builtIn.Problems : null,
        });
    }

    private static async Task<Ok<Envelope<ChartResponse>>> GetAsync(string uuid, ChartStore store, ChartCatalogue catalogue, CancellationToken cancellationToken)
    {
        var chart = await store.FindAsync(uuid, cancellationToken);
        // As the original: one that was replaced or deleted is no longer shown.
        if (chart is null || chart.DeletedAt is not null) throw ServiceException.NotFound("chart_missing");
        return Answer(await ReadAsync(catalogue, chart, cancellationToken), "getChart Success");
    }

    // One that cannot be read is told as such; the others are still there.
    private static async Task<ChartResponse> ReadAsync(ChartCatalogue catalogue, ChartRecord chart, CancellationToken cancellationToken)
    {
        try
        {
            return ChartMapping.ToResponse(chart, await catalogue.ReadAsync(chart.Digest, cancellationToken));
        }
        catch (Exception failure) when (failure is HelmException or ServiceException)
        {
            return ChartMapping.ToResponse(chart, null, $"{failure.Message}. Delete this chart, or upload it again");
        }
    }

    private static async Task<FileContentHttpResult> DownloadAsync(string uuid, ChartStore store, CancellationToken cancellationToken)
    {
        var chart = await store.FindAsync(uuid, cancellationToken);
        if (chart is null || chart.DeletedAt is not null || await store.FindArchiveAsync(chart.Digest, cancellationToken) is not { } archive) throw ServiceException.NotFound("chart_missing");
        return TypedResults.File(archive, "application/gzip", $"{chart.Name}-{chart.Version}.tgz");
    }

    private static async Task<Ok<Envelope<ChartCreatedResponse>>> UploadAsync(
        HttpRequest request, ChartUpload upload, ChartChanges changes, CancellationToken cancellationToken)
    {
        var chart = await changes.UploadAsync(await upload.ReceiveAsync(request, cancellationToken), cancellationToken);
        request.HttpContext.SetAuditTarget(chart.Uuid, $"{chart.Name} {chart.Version}");
        request.HttpContext.SetAuditDetail(chart.Digest);
        return Answer(new ChartCreatedResponse { Uuid = chart.Uuid }, "CreateChart Success");
    }

    private static async Task<Ok<MessageResponse>> DeleteAsync(string uuid, HttpRequest request, ChartChanges changes, CancellationToken cancellationToken)
    {
        var reader = new ListQueryReader(request);
        var force = reader.Flag("force");
        reader.ThrowIfWrong();
        var chart = await changes.DeleteAsync(uuid, force, cancellationToken);
        request.HttpContext.SetAuditTarget(chart.Uuid, $"{chart.Name} {chart.Version}");
        return TypedResults.Ok(new MessageResponse { Message = "deleteChart Success" });
    }

    private static async Task<Ok<Envelope<string>>> ExampleAsync(string name, string version, ChartCatalogue catalogue, CancellationToken cancellationToken)
    {
        var archive = await catalogue.ReadAsync((await catalogue.RequireAsync(name, version, cancellationToken)).Digest, cancellationToken);
        return Answer(archive.ValuesTemplateExample ?? "", "getChartByNameVersion Success");
    }

    private static Ok<Envelope<T>> Answer<T>(T data, string message) => TypedResults.Ok(new Envelope<T> { Data = data, Message = message });
}
