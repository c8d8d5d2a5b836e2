using System.Globalization;
using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Controllers;

/// <summary>Label selectors as objects carry them: <c>matchLabels</c> with <c>matchExpressions</c>, or a plain map.</summary>
internal static class LabelQuery
{
    /// <summary>Whether the labels satisfy a selector; an empty one is satisfied by all, a missing one by none.</summary>
    public static bool Matches(JsonNode? selector, JsonNode? labels) =>
        selector is JsonObject
        && MatchesMap(selector["matchLabels"], labels)
        && selector.Items("matchExpressions").All(expression => Satisfies(expression, labels));

    /// <summary>Whether the labels have every entry of a plain map, such as a Service's selector.</summary>
    public static bool MatchesMap(JsonNode? map, JsonNode? labels) => map.Texts().All(wanted => labels.Is(wanted.Value, wanted.Key));

    /// <summary>One expression of a label selector, or of a node selector (which also knows Gt and Lt).</summary>
    public static bool Satisfies(JsonObject expression, JsonNode? labels)
    {
        var value = labels.Text(expression.Text("key") ?? "");
        var values = expression.At("values") is JsonArray all ? all.Select(entry => entry?.ToString()).ToList() : [];
        return expression.Text("operator") switch
        {
            "In" => value is not null && values.Contains(value),
            "NotIn" => value is null || !values.Contains(value),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            "Gt" => Compare(value, values) > 0,
            "Lt" => Compare(value, values) < 0,
            _ => false,
        };
    }

    private static int Compare(string? value, List<string?> values) =>
        long.TryParse(value, CultureInfo.InvariantCulture, out var number)
            && values is [var only] && long.TryParse(only, CultureInfo.InvariantCulture, out var limit)
            ? number.CompareTo(limit)
            : 0;
}
