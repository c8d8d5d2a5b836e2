using System.Text.Json.Serialization;

namespace KubeFate.Client.Jobs;

/// <summary>
/// One event of a job, as <c>GET /v1/job/{id}/events</c> streams it (server-sent events: <c>id</c> is <see cref="Number"/>,
/// <c>event</c> is <see cref="Type"/>, <c>data</c> is this record). Numbers of one job rise by one from 1. A client resumes with the
/// header <c>Last-Event-ID</c> or the query <c>after</c>. The stream ends after the event of type <c>end</c>.
/// </summary>
public sealed record JobEvent
{
    [JsonPropertyName("number")]
    public required long Number { get; init; }

    [JsonPropertyName("time")]
    public required DateTimeOffset Time { get; init; }

    /// <summary>A word of <see cref="JobEventType"/>.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>The step, for <c>step</c> events.</summary>
    [JsonPropertyName("step"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Step { get; init; }

    /// <summary>The workload, for <c>module</c> events.</summary>
    [JsonPropertyName("module"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Module { get; init; }

    /// <summary>
    /// For <c>status</c> and <c>end</c> a word of <see cref="JobStatus"/>; for <c>step</c> <c>started</c>, <c>finished</c> or <c>failed</c>;
    /// for <c>module</c> <c>Available</c>, <c>Progressing</c> or <c>Unavailable</c>.
    /// </summary>
    [JsonPropertyName("status"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Status { get; init; }

    /// <summary>A line fit to show a user.</summary>
    [JsonPropertyName("message")]
    public required string Message { get; init; }

    /// <summary>For <c>end</c> of a job that failed.</summary>
    [JsonPropertyName("failure"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JobFailureResponse? Failure { get; init; }
}

/// <summary>The types of <see cref="JobEvent"/>.</summary>
public static class JobEventType
{
    /// <summary>The job's status changed.</summary>
    public const string Status = "status";

    /// <summary>A step started, finished or failed.</summary>
    public const string Step = "step";

    /// <summary>A workload's state changed, or what it waits for.</summary>
    public const string Module = "module";

    /// <summary>Something the user should know that stops nothing.</summary>
    public const string Warning = "warning";

    /// <summary>The job ended; nothing follows.</summary>
    public const string End = "end";
}
