using System.Text.Json;
using KubeFate.Client.Jobs;

namespace KubeFate.Service.Jobs.Records;

/// <summary>Makes events; they get their number when they are stored.</summary>
internal static class JobEventRecords
{
    public static JobEventRecord Status(DateTimeOffset time, JobStatus status, string message) =>
        new() { Time = time, Type = JobEventType.Status, Status = status.ToString(), Message = message };

    public static JobEventRecord Step(DateTimeOffset time, string step, StepStatus status, string message) =>
        new() { Time = time, Type = JobEventType.Step, Step = step, Status = status.ToString().ToLowerInvariant(), Message = message };

    public static JobEventRecord Module(DateTimeOffset time, string module, string condition, string message) =>
        new() { Time = time, Type = JobEventType.Module, Module = module, Status = condition, Message = message };

    public static JobEventRecord Warning(DateTimeOffset time, string message) =>
        new() { Time = time, Type = JobEventType.Warning, Message = message };

    public static JobEventRecord End(DateTimeOffset time, JobEnding ending) => new()
    {
        Time = time,
        Type = JobEventType.End,
        Status = ending.Status.ToString(),
        Message = ending.Failure?.Message ?? ending.State,
        Failure = ending.Failure is { } failure ? JsonSerializer.Serialize(failure) : null,
    };
}
