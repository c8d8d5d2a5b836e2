using KubeFate.Client.Audit;
using KubeFate.Client.Wire;
using KubeFate.Service.Hosting;
using KubeFate.Service.Hosting.Lists;
using KubeFate.Service.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KubeFate.Service.Audit;

/// <summary><c>GET /v1/audit</c>.</summary>
internal static class AuditEndpoints
{
    private const int DefaultLimit = 100;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/audit", ListAsync).ForAdmins().AnswersProblems().WithTags("Audit")
            .WithSummary("The audit log, newest first; 100 entries unless limit says otherwise")
            .TakesListQuery(AuditStore.Sorts.Names,
                new("username", "Who"),
                new("action", "What, or the front of it: cluster finds cluster.install"),
                new("target", "The uuid or the name of what it was done to"),
                new("outcome", "How it ended") { Words = AuditOutcome.All },
                new("since", "Not before this time", QueryForm.Time),
                new("until", "Before this time", QueryForm.Time));

    private static async Task<Ok<Envelope<IReadOnlyList<AuditResponse>>>> ListAsync(HttpRequest request, AuditStore store, CancellationToken cancellationToken)
    {
        var reader = new ListQueryReader(request);
        var query = reader.Read(new AuditQuery
        {
            Username = reader.Text("username"),
            Action = reader.Text("action"),
            Target = reader.Text("target"),
            Outcome = reader.Word("outcome", AuditOutcome.All),
            Since = reader.Time("since"),
            Until = reader.Time("until"),
        }, AuditStore.Sorts.Names);
        var part = await store.ListAsync(query with { Limit = query.Limit ?? DefaultLimit }, cancellationToken);
        return TypedResults.Ok(new Envelope<IReadOnlyList<AuditResponse>> { Data = [.. part.Items.Select(ToResponse)], Message = "getAuditList Success", Total = part.Total });
    }

    private static AuditResponse ToResponse(AuditEventRecord entry) => new()
    {
        Id = entry.Id,
        Time = entry.Time,
        Username = entry.Username,
        Action = entry.Action,
        Target = entry.Target,
        TargetName = entry.TargetName,
        Outcome = entry.Outcome,
        Status = entry.Status,
        Detail = entry.Detail,
        Remote = entry.Remote,
    };
}
