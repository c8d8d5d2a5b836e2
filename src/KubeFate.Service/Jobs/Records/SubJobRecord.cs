using LinqToDB.Mapping;

namespace KubeFate.Service.Jobs.Records;

/// <summary>One workload's part of a job as stored.</summary>
[Table("sub_jobs", IsColumnAttributeRequired = false)]
internal sealed record SubJobRecord
{
    [PrimaryKey]
    public required long JobId { get; init; }

    [PrimaryKey]
    public required string Module { get; init; }

    /// <summary>Running, Success, or how the job ended when the module was not ready.</summary>
    public required JobStatus Status { get; init; }

    /// <summary><c>Available</c>, <c>Progressing</c> or <c>Unavailable</c>.</summary>
    public required string Condition { get; init; }

    public string? WaitingFor { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}
