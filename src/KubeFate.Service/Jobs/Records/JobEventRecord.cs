using LinqToDB.Mapping;

namespace KubeFate.Service.Jobs.Records;

/// <summary>An event of a job as stored.</summary>
[Table("job_events", IsColumnAttributeRequired = false)]
internal sealed record JobEventRecord
{
    [PrimaryKey]
    public long JobId { get; init; }

    /// <summary>From 1 within the job, without gaps.</summary>
    [PrimaryKey]
    public long Number { get; init; }

    public DateTimeOffset Time { get; init; }

    /// <summary>A word of <see cref="Client.Jobs.JobEventType"/>.</summary>
    public required string Type { get; init; }

    public string? Step { get; init; }

    public string? Module { get; init; }

    public string? Status { get; init; }

    public required string Message { get; init; }

    /// <summary>The failure as JSON text.</summary>
    public string? Failure { get; init; }
}
