using System.Text.Json;
using KubeFate.Client.Clusters;
using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;
using KubeFate.Service.Audit;
using KubeFate.Service.Hosting;
using KubeFate.Service.Jobs;
using KubeFate.Service.Jobs.Records;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Clusters;

/// <summary>Answers a request with its job: a new one, or the one that the same request with the same <c>Idempotency-Key</c> made before.</summary>
internal sealed class JobAnswers(IdempotentJobs idempotent, JobStore jobs)
{
    private const string KeyHeader = "Idempotency-Key", ReplayedHeader = "Idempotent-Replayed";

    /// <summary>The job of an install or update. Says in the answer's headers whether it was there before, and to the audit log what it is about.</summary>
    public Task<JobResponse> AcceptAsync(
        HttpContext context, ClusterRequest request, Func<JobOrigin, CancellationToken, Task<JobRecord>> accept, CancellationToken cancellationToken)
    {
        context.SetAuditTarget("", $"{request.Namespace}/{request.Name}");
        return AcceptAsync(context, JsonSerializer.Serialize(request, WireJson.Default.ClusterRequest), job => context.SetAuditTarget(job.ClusterUuid, $"{request.Namespace}/{request.Name}"), accept, cancellationToken);
    }

    /// <summary>The same of a delete, which has no body: the request is the cluster.</summary>
    public Task<JobResponse> AcceptDeleteAsync(HttpContext context, string uuid, Func<JobOrigin, CancellationToken, Task<JobRecord>> accept, CancellationToken cancellationToken)
    {
        context.SetAuditTarget(uuid, "");
        return AcceptAsync(context, uuid, _ => { }, accept, cancellationToken);
    }

    private async Task<JobResponse> AcceptAsync(
        HttpContext context, string request, Action<JobRecord> audit, Func<JobOrigin, CancellationToken, Task<JobRecord>> accept, CancellationToken cancellationToken)
    {
        var user = context.User.Identity!.Name!;
        var mark = Mark(context.Request, user, request);
        var accepted = await idempotent.RunAsync(mark, cancel => accept(new JobOrigin(user, mark), cancel), cancellationToken);
        audit(accepted.Job);
        context.SetAuditDetail($"job {accepted.Job.Uuid}{(accepted.IsReplayed ? ", asked for again" : "")}");
        if (!accepted.IsReplayed) return JobMapping.ToWire(accepted.Job, []);

        context.Response.Headers[ReplayedHeader] = "true";
        return JobMapping.ToWire(accepted.Job, await jobs.ListSubJobsAsync(accepted.Job.Id, cancellationToken));
    }

    private static IdempotencyMark? Mark(HttpRequest http, string user, string request)
    {
        if (!http.Headers.TryGetValue(KeyHeader, out var values)) return null;
        if (values is not [{ } key] || !IdempotencyMark.IsKey(key))
            throw new ServiceException("idempotency_key_invalid", $"{KeyHeader} must be one key of 1 to 255 visible ASCII characters without blanks", 400);
        return IdempotencyMark.Of(user, key, http.Method, request);
    }
}
