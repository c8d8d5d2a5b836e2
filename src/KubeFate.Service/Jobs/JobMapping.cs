using System.Text.Json;
using KubeFate.Client.Jobs;
using KubeFate.Client.Wire;
using KubeFate.Service.Jobs.Records;

namespace KubeFate.Service.Jobs;

/// <summary>From what is stored to what /v1 shows.</summary>
internal static class JobMapping
{
    /// <summary>The job; its times that are not yet are Go's zero time, and empty lists are null, as the original answers.</summary>
    public static JobResponse ToWire(JobRecord job, IEnumerable<SubJobRecord> subJobs)
    {
        var states = job.StateLines;
        var modules = new SortedDictionary<string, SubJobResponse>(subJobs.ToDictionary(s => s.Module, ToWire), StringComparer.Ordinal);
        return new JobResponse
        {
            Uuid = job.Uuid,
            StartTime = job.StartedAt ?? job.CreatedAt,
            EndTime = job.EndedAt ?? DateTimeOffset.MinValue,
            Method = job.Method,
            ClusterId = job.ClusterUuid,
            Creator = job.Creator,
            SubJobs = modules.Count == 0 ? null : modules,
            Status = job.Status.ToString(),
            TimeLimit = job.TimeLimit.Ticks * 100,
            MetaData = job.Request is null ? null : JsonSerializer.Deserialize(job.Request, WireJson.Default.ClusterRequest),
            States = states.Count == 0 ? null : states,
            Failure = job.Failure is { } failure ? ToWire(failure) : null,
            WaitingFor = job.WaitingFor,
            Id = job.Id,
            CreatedAt = job.CreatedAt,
            UpdatedAt = job.UpdatedAt,
            DeletedAt = job.DeletedAt,
        };
    }

    /// <summary>The event.</summary>
    public static JobEvent ToWire(JobEventRecord e) => new()
    {
        Number = e.Number,
        Time = e.Time,
        Type = e.Type,
        Step = e.Step,
        Module = e.Module,
        Status = e.Status,
        Message = e.Message,
        Failure = e.Failure is null ? null : ToWire(JsonSerializer.Deserialize<JobFailure>(e.Failure)!),
    };

    private static JobFailureResponse ToWire(JobFailure failure) => new() { Code = failure.Code, Message = failure.Message, Detail = failure.Detail };

    private static SubJobResponse ToWire(SubJobRecord module) => new()
    {
        ModuleName = module.Module,
        Status = module.Status.ToString(),
        ModulesStatus = module.Condition,
        StartTime = module.StartedAt,
        EndTime = module.EndedAt ?? DateTimeOffset.MinValue,
        WaitingFor = module.WaitingFor,
    };
}
