namespace KubeFate.Client;

/// <summary>Which part of a list, and in which order. Nothing set: everything, oldest first, as the original answers.</summary>
public record ListQuery
{
    /// <summary>At most so many, from 1 to 1000. Default: all.</summary>
    public int? Limit { get; init; }

    /// <summary>Skip so many. Default 0.</summary>
    public int? Offset { get; init; }

    /// <summary>The field to sort by (its name on the wire, such as <c>name</c> or <c>created_at</c>); a leading <c>-</c> turns the order round.</summary>
    public string? Sort { get; init; }
}
