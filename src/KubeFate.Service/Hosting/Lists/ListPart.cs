using KubeFate.Client;
using LinqToDB.Async;

namespace KubeFate.Service.Hosting.Lists;

/// <summary>A list, or the part of it that was asked for.</summary>
/// <param name="Items">The items.</param>
/// <param name="Total">How many there are in all; null when everything was asked for.</param>
internal sealed record ListPart<T>(IReadOnlyList<T> Items, int? Total);

/// <summary>Cuts lists in the database.</summary>
internal static class ListParts
{
    /// <summary>Orders the rows, and reads no more of them than were asked for.</summary>
    public static async Task<ListPart<T>> ToPartAsync<T>(this IQueryable<T> rows, ListQuery query, SortFields<T> sorts, CancellationToken cancellationToken)
    {
        var ordered = sorts.Order(rows, query);
        if (query.Limit is null && query.Offset is null) return new ListPart<T>(await ordered.ToListAsync(cancellationToken), null);
        var total = await rows.CountAsync(cancellationToken);
        if (query.Offset is > 0 and var offset) ordered = ordered.Skip(offset);
        if (query.Limit is { } limit) ordered = ordered.Take(limit);
        return new ListPart<T>(await ordered.ToListAsync(cancellationToken), total);
    }
}
