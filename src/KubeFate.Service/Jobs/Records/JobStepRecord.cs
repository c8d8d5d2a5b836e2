using LinqToDB.Mapping;

namespace KubeFate.Service.Jobs.Records;

/// <summary>Where a step of a job stands.</summary>
internal enum StepStatus
{
    /// <summary>Its intent is recorded; its effect may have happened, wholly or in part.</summary>
    Started,

    /// <summary>Its effect happened and its result is recorded; it is never run again.</summary>
    Finished,

    /// <summary>It threw. A job that is resumed runs it again.</summary>
    Failed,
}

/// <summary>A step of a job as stored: its intent first, its result after.</summary>
[Table("job_steps", IsColumnAttributeRequired = false)]
internal sealed record JobStepRecord
{
    [PrimaryKey]
    public required long JobId { get; init; }

    /// <summary>Unique within the job.</summary>
    [PrimaryKey]
    public required string Name { get; init; }

    /// <summary>Its place among the job's steps, from 1.</summary>
    public required int Ordinal { get; init; }

    public required StepStatus Status { get; init; }

    /// <summary>The job's attempt that ran it last.</summary>
    public required int Attempt { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What it gave, as JSON text: the next steps go on from it after a takeover. Of a failed step, the failure.</summary>
    public string? Result { get; init; }
}
