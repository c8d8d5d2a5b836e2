using System.Text.Json;
using LinqToDB.Mapping;

namespace KubeFate.Service.Jobs.Records;

/// <summary>A job as stored.</summary>
[Table("jobs", IsColumnAttributeRequired = false)]
internal sealed record JobRecord
{
    [PrimaryKey, Identity]
    public long Id { get; init; }

    public required string Uuid { get; init; }

    /// <summary>A word of <see cref="JobMethod"/>.</summary>
    public required string Method { get; init; }

    /// <summary>Empty for a job of no cluster.</summary>
    public required string ClusterUuid { get; init; }

    public required string Creator { get; init; }

    public required JobStatus Status { get; init; }

    /// <summary>The request as JSON text; null when there was no body.</summary>
    public string? Request { get; init; }

    public required TimeSpan TimeLimit { get; init; }

    /// <summary>The lines of the original's <c>states</c>, as a JSON array.</summary>
    public string States { get; init; } = "[]";

    public string? FailureCode { get; init; }

    public string? FailureMessage { get; init; }

    public string? FailureDetail { get; init; }

    public bool StopRequested { get; init; }

    /// <summary>
    /// The cluster's uuid (the job's own, for a job of no cluster) until the job ends, then null. Its unique index holds the rule "one
    /// job a cluster at a time" on all three databases, and finds the unfinished jobs.
    /// </summary>
    public string? LiveKey { get; init; }

    /// <summary>The worker that has it; null when none has.</summary>
    public string? LeaseOwner { get; init; }

    /// <summary>When another may take it.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>What it waits for beside its workloads, a slot or the end of an outage, in words; null when for nothing.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>How often it was claimed. With the owner it names one lease: a write of an older one meets no row.</summary>
    public int Attempt { get; init; }

    /// <summary>The number of its newest event.</summary>
    public long LastEvent { get; init; }

    /// <summary>When a worker first took it: its time limit counts from here.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>A hash of the user and the request's <c>Idempotency-Key</c>, unique; null when it came without one.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>A hash of the request that came with the key.</summary>
    public string? RequestHash { get; init; }

    [NotColumn]
    public JobFailure? Failure => FailureCode is null ? null : new JobFailure(FailureCode, FailureMessage ?? "", FailureDetail);

    [NotColumn]
    public IReadOnlyList<string> StateLines => JsonSerializer.Deserialize<List<string>>(States) ?? [];
}
