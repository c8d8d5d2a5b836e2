using System.Linq.Expressions;
using KubeFate.Client;

namespace KubeFate.Service.Hosting.Lists;

/// <summary>The fields a list can be sorted by, each with its column. Rows that are equal in the field come in the order of their numbers, so that pages do not overlap.</summary>
/// <param name="number">The column that numbers the rows.</param>
/// <param name="newestFirst">How the list is ordered when nobody asks.</param>
internal sealed class SortFields<T>(Expression<Func<T, long>> number, bool newestFirst = false)
{
    private readonly Dictionary<string, Func<IQueryable<T>, bool, IOrderedQueryable<T>>> fields = new(StringComparer.Ordinal);

    /// <summary>The names as on the wire.</summary>
    public IReadOnlyCollection<string> Names => fields.Keys;

    public SortFields<T> Add<TKey>(string name, Expression<Func<T, TKey>> column)
    {
        fields.Add(name, (rows, descending) => descending ? rows.OrderByDescending(column) : rows.OrderBy(column));
        return this;
    }

    /// <summary>The rows in the order that was asked for. The field must be one of <see cref="Names"/>.</summary>
    public IQueryable<T> Order(IQueryable<T> rows, ListQuery query)
    {
        if (query.Sort is not { } sort) return newestFirst ? rows.OrderByDescending(number) : rows.OrderBy(number);
        var descending = sort.StartsWith('-');
        return fields[sort.TrimStart('-')](rows, descending).ThenBy(number);
    }
}
