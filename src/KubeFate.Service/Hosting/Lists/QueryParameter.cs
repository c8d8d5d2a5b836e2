using Microsoft.AspNetCore.Builder;

namespace KubeFate.Service.Hosting.Lists;

/// <summary>The form of a query parameter.</summary>
internal enum QueryForm
{
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>RFC 3339.</summary>
    Time,
}

/// <summary>A query parameter that an endpoint reads by hand, as the OpenAPI document shows it.</summary>
internal sealed record QueryParameter(string Name, string Description, QueryForm Form = QueryForm.Text)
{
    /// <summary>The closed set that the value is of; null when any will do.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    public long? Minimum { get; init; }

    public long? Maximum { get; init; }
}

/// <summary>Tells the OpenAPI document about them.</summary>
internal static class QueryParameters
{
    /// <summary>This route reads these parameters.</summary>
    public static TBuilder TakesQuery<TBuilder>(this TBuilder route, params QueryParameter[] parameters) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata([.. parameters]);

    /// <summary>This route reads these parameters and those that every list takes.</summary>
    public static TBuilder TakesListQuery<TBuilder>(this TBuilder route, IEnumerable<string> sortFields, params QueryParameter[] filters)
        where TBuilder : IEndpointConventionBuilder => route.TakesQuery(
        [
            .. filters,
            new("limit", "At most so many; the answer then has total. Left out: all", QueryForm.Number) { Minimum = 1, Maximum = ListQueryReader.MostItems },
            new("offset", "Skip so many", QueryForm.Number) { Minimum = 0 },
            new("sort", "Sort by this field; a leading - turns the order round. Left out: oldest first") { Words = [.. sortFields.SelectMany(field => new[] { field, "-" + field })] },
        ]);
}
