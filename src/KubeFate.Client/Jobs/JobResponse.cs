using System.Text.Json.Serialization;
using KubeFate.Client.Clusters;

namespace KubeFate.Client.Jobs;

/// <summary>A job as /v1 shows it.</summary>
public sealed record JobResponse
{
    [JsonPropertyName("uuid")]
    public required string Uuid { get; init; }

    [JsonPropertyName("start_time")]
    public DateTimeOffset StartTime { get; init; }

    /// <summary>Go's zero time until the job ends.</summary>
    [JsonPropertyName("end_time")]
    public DateTimeOffset EndTime { get; init; }

    /// <summary><c>ClusterInstall</c>, <c>ClusterUpdate</c> or <c>ClusterDelete</c>.</summary>
    [JsonPropertyName("method")]
    public required string Method { get; init; }

    [JsonPropertyName("cluster_id")]
    public string ClusterId { get; init; } = "";

    [JsonPropertyName("creator")]
    public string Creator { get; init; } = "";

    /// <summary>By workload name; null until the first is seen.</summary>
    [JsonPropertyName("sub_jobs")]
    public SortedDictionary<string, SubJobResponse>? SubJobs { get; init; }

    /// <summary>One of <see cref="JobStatus"/>: a closed set, old clients fail on any other word.</summary>
    [JsonPropertyName("status")]
    public required string Status { get; init; }

    /// <summary>Nanoseconds.</summary>
    [JsonPropertyName("time_limit")]
    public long TimeLimit { get; init; }

    [JsonPropertyName("meta_data")]
    public ClusterRequest? MetaData { get; init; }

    [JsonPropertyName("states")]
    public IReadOnlyList<string>? States { get; init; }

    /// <summary>Why the job failed. Ours: left out when it did not.</summary>
    [JsonPropertyName("failure"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JobFailureResponse? Failure { get; init; }

    /// <summary>What the job waits for beside its workloads, in a sentence: a free slot, or the end of an outage. Ours: left out when it waits for nothing.</summary>
    [JsonPropertyName("waiting_for"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WaitingFor { get; init; }

    [JsonPropertyName("ID")]
    public long Id { get; init; }

    [JsonPropertyName("CreatedAt")]
    public DateTimeOffset CreatedAt { get; init; }

    [JsonPropertyName("UpdatedAt")]
    public DateTimeOffset UpdatedAt { get; init; }

    [JsonPropertyName("DeletedAt")]
    public DateTimeOffset? DeletedAt { get; init; }
}

/// <summary>One workload's part of a job. The key names are Go's.</summary>
public sealed record SubJobResponse
{
    [JsonPropertyName("ModuleName")]
    public required string ModuleName { get; init; }

    /// <summary>A word of <see cref="JobStatus"/>.</summary>
    [JsonPropertyName("Status")]
    public required string Status { get; init; }

    /// <summary><c>Available</c>, <c>Progressing</c> and the like.</summary>
    [JsonPropertyName("ModulesStatus")]
    public required string ModulesStatus { get; init; }

    [JsonPropertyName("StartTime")]
    public DateTimeOffset StartTime { get; init; }

    [JsonPropertyName("EndTime")]
    public DateTimeOffset EndTime { get; init; }

    /// <summary>What the workload waits for, in a sentence. Ours: left out when it waits for nothing.</summary>
    [JsonPropertyName("WaitingFor"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WaitingFor { get; init; }
}

/// <summary>Why a job failed: a stable word for programs, a sentence with cause and cure, and the evidence.</summary>
public sealed record JobFailureResponse
{
    [JsonPropertyName("code")]
    public required string Code { get; init; }

    [JsonPropertyName("message")]
    public required string Message { get; init; }

    [JsonPropertyName("detail"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }
}

/// <summary>The closed set of a job's <c>status</c>.</summary>
public static class JobStatus
{
    public const string Pending = "Pending";
    public const string Running = "Running";
    public const string Success = "Success";
    public const string Failed = "Failed";
    public const string Rollback = "Rollback";
    public const string Timeout = "Timeout";
    public const string Stopping = "Stopping";
    public const string Canceled = "Canceled";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Pending, Running, Success, Failed, Rollback, Timeout, Stopping, Canceled];

    /// <summary>Whether a job in this status will never change again.</summary>
    public static bool IsFinal(string status) => status is Success or Failed or Timeout or Canceled;
}
