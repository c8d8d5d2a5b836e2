using LinqToDB.Mapping;

namespace KubeFate.Service.Audit;

/// <summary>An entry of the audit log as stored. It refers to nothing: it stays when its user or its cluster goes.</summary>
[Table("audit_events", IsColumnAttributeRequired = false)]
internal sealed record AuditEventRecord
{
    [PrimaryKey, Identity]
    public long Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Username { get; init; }

    public required string Action { get; init; }

    public required string Target { get; init; }

    public required string TargetName { get; init; }

    /// <summary>A word of <see cref="AuditOutcome"/>.</summary>
    public required string Outcome { get; init; }

    public required int Status { get; init; }

    public required string Detail { get; init; }

    public required string Remote { get; init; }
}

/// <summary>How an audited call ended.</summary>
internal static class AuditOutcome
{
    /// <summary>Done, or taken up as a job.</summary>
    public const string Accepted = "accepted";

    /// <summary>Not allowed, or wrong: status 4xx.</summary>
    public const string Refused = "refused";

    /// <summary>The service or what it works on failed: status 5xx, or no answer.</summary>
    public const string Failed = "failed";

    public static IReadOnlyList<string> All { get; } = [Accepted, Refused, Failed];

    public static string Of(int status) => status switch
    {
        < 400 => Accepted,
        < 499 => Refused,
        _ => Failed,
    };
}
