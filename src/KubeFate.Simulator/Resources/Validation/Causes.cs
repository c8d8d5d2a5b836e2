using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>Gathers what is wrong with an object, worded as a real server words it.</summary>
internal sealed class Causes
{
    private readonly List<ApiCause> found = [];

    public IReadOnlyList<ApiCause> Found => found;

    public void Required(string field, string why = "") =>
        found.Add(new("FieldValueRequired", why.Length == 0 ? "Required value" : "Required value: " + why, field));

    public void Invalid(string field, JsonNode? value, string why) =>
        found.Add(new("FieldValueInvalid", $"Invalid value: {Quoted(value)}: {why}", field));

    public void Unsupported(string field, JsonNode? value, params string[] supported) => found.Add(new(
        "FieldValueNotSupported", $"Unsupported value: {Quoted(value)}: supported values: {string.Join(", ", supported.Select(word => $"\"{word}\""))}", field));

    public void Forbidden(string field, string why) => found.Add(new("FieldValueForbidden", "Forbidden: " + why, field));

    public void Duplicate(string field, JsonNode? value) =>
        found.Add(new("FieldValueDuplicate", $"Duplicate value: {(value is JsonObject ? "map[string]interface {}" : "")}{Quoted(value)}", field));

    public void TooMany(string field, int actual, long most) =>
        found.Add(new("FieldValueTooMany", $"Too many: {actual}: must have at most {most} items", field));

    public void NotFound(string field, JsonNode? value) => found.Add(new("FieldValueNotFound", $"Not found: {Quoted(value)}", field));

    public void TooLong(string field, int largest) =>
        found.Add(new("FieldValueTooLong", $"Too long: must have at most {largest} bytes", field));

    private static string Quoted(JsonNode? value) => value is null ? "\"\"" : value.ToJsonString(JsonText.Options);
}
