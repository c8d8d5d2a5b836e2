using LinqToDB.Mapping;

namespace KubeFate.Service.Charts;

/// <summary>A chart of the catalogue as stored, without its archive.</summary>
[Table("charts", IsColumnAttributeRequired = false)]
internal record ChartRecord
{
    [PrimaryKey, Identity]
    public long Id { get; init; }

    public required string Uuid { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    public required string AppVersion { get; init; }

    /// <summary>A word of <see cref="Client.Charts.ChartSource"/>.</summary>
    public required string Source { get; init; }

    /// <summary><c>sha256:</c> and the archive's digest in hexadecimal.</summary>
    public required string Digest { get; init; }

    /// <summary><c>name/version</c> while the chart is there, null once it is replaced or deleted: of two at once one gets through.</summary>
    public string? LiveKey { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }
}

/// <summary>The same with the archive: megabytes, and therefore read only where it is needed.</summary>
[Table("charts", IsColumnAttributeRequired = false)]
internal sealed record StoredChart : ChartRecord
{
    public required byte[] Archive { get; init; }
}
