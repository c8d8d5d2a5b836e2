using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KubeFate.Service.Tests.Contract;

/// <summary>
/// Compares an answer with its shape, field by field. An object must have exactly the keys of its shape; a key with a <c>?</c> may be missing.
/// <c>@Job</c> stands for a shape with that name, <c>$int</c>, <c>$time</c> and the like for a form, <c>$one:A|B</c> for a closed set,
/// <c>$has:text</c> for a part; <c>{"$each": …}</c> for a list, <c>{"$values": …}</c> for a map. Everything else stands for itself.
/// </summary>
internal sealed class Shapes(JsonObject named)
{
    private static readonly Dictionary<string, string> Forms = new(StringComparer.Ordinal)
    {
        ["$uuid"] = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        ["$time"] = @"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$",
        ["$never"] = "^0001-01-01T00:00:00Z$",
        ["$token"] = @"^[\w-]+\.[\w-]+\.[\w-]+$",
        ["$base64"] = "^[A-Za-z0-9+/]+=*$",
        ["$ip"] = @"^\d+\.\d+\.\d+\.\d+$",
    };

    public IEnumerable<string> Differences(JsonNode? answer, JsonNode? shape, string path = "") => shape switch
    {
        JsonObject wanted when wanted["$each"] is { } each => answer is JsonArray list
            ? list.SelectMany((one, i) => Differences(one, each, $"{path}[{i}]"))
            : [$"{path} is no list"],
        JsonObject wanted when wanted["$values"] is { } values => answer is JsonObject map
            ? map.SelectMany(pair => Differences(pair.Value, values, $"{path}.{pair.Key}"))
            : [$"{path} is no object"],
        JsonObject wanted => answer is JsonObject given ? Keys(given, wanted, path) : [$"{path} is no object"],
        JsonArray wanted => answer is JsonArray given && given.Count == wanted.Count
            ? given.SelectMany((one, i) => Differences(one, wanted[i], $"{path}[{i}]"))
            : [$"{path} is {answer?.ToJsonString() ?? "null"}, not {wanted.ToJsonString()}"],
        JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is var text && text.Length > 1 && text[0] is '@' or '$' => Form(answer, value.GetValue<string>(), path),
        _ => JsonNode.DeepEquals(answer, shape) ? [] : [$"{path} is {answer?.ToJsonString() ?? "null"}, not {shape?.ToJsonString() ?? "null"}"],
    };

    private IEnumerable<string> Keys(JsonObject given, JsonObject wanted, string path)
    {
        var known = wanted.ToDictionary(pair => pair.Key.TrimEnd('?'), pair => pair, StringComparer.Ordinal);
        foreach (var (key, value) in given)
        {
            if (!known.TryGetValue(key, out var shape)) yield return $"{path}.{key} is not in the recorded answer";
            else foreach (var difference in Differences(value, shape.Value, $"{path}.{key}")) yield return difference;
        }

        foreach (var missing in wanted.Select(pair => pair.Key).Where(key => !key.EndsWith('?') && !given.ContainsKey(key))) yield return $"{path}.{missing} is missing";
    }

    private IEnumerable<string> Form(JsonNode? answer, string form, string path)
    {
        if (form[0] == '@') return Differences(answer, named[form[1..]] ?? throw new KeyNotFoundException("no shape " + form), path);
        if (form.StartsWith("$maybe:", StringComparison.Ordinal)) return answer is null ? [] : Differences(answer, form["$maybe:".Length..], path);
        var text = answer is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        var fits = form switch
        {
            "$any" => true,
            "$int" => answer is JsonValue number && number.TryGetValue<long>(out _),
            "$string" => text is not null,
            _ when form.StartsWith("$has:", StringComparison.Ordinal) => text?.Contains(form["$has:".Length..], StringComparison.Ordinal) == true,
            _ when form.StartsWith("$like:", StringComparison.Ordinal) => text is not null && Regex.IsMatch(text, form["$like:".Length..], RegexOptions.None, TimeSpan.FromSeconds(1)),
            _ when form.StartsWith("$one:", StringComparison.Ordinal) => text is not null && form["$one:".Length..].Split('|').Contains(text, StringComparer.Ordinal),
            _ => text is not null && Regex.IsMatch(text, Forms[form], RegexOptions.None, TimeSpan.FromSeconds(1)),
        };
        return fits ? [] : [$"{path} is {answer?.ToJsonString() ?? "null"}, not {form}"];
    }
}
