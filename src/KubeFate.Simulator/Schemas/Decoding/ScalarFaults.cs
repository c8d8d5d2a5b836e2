using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Schemas.Decoding;

/// <summary>What Go's decoders say of a value that does not fit its field.</summary>
internal static class ScalarFaults
{
    private static readonly SearchValues<char> Base64Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    /// <summary>Null when the value fits.</summary>
    public static string? Of(JsonNode value, TypeSchema type, DecodingPath path) => type.Kind switch
    {
        TypeKind.Any or TypeKind.Deduced => null,
        TypeKind.String when value.GetValueKind() == JsonValueKind.String => null,
        TypeKind.Boolean when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => null,
        TypeKind.Number when value.GetValueKind() == JsonValueKind.Number => null,
        TypeKind.Integer when value.GetValueKind() == JsonValueKind.Number => OfInteger(value.ToJsonString(), type, path),
        TypeKind.IntOrString when value.GetValueKind() is JsonValueKind.Number or JsonValueKind.String => null,
        TypeKind.Quantity when value.GetValueKind() is JsonValueKind.Number or JsonValueKind.String => OfQuantity(value.ToString()),
        TypeKind.Time when value.GetValueKind() == JsonValueKind.String => OfTime(value.GetValue<string>(), type),
        TypeKind.Bytes when value.GetValueKind() == JsonValueKind.String => OfBytes(value.GetValue<string>()),
        _ => Mismatch(JsonName(value), type, path),
    };

    /// <summary>A field's Go type, such as <c>int32</c>, <c>[]v1.Container</c>, <c>map[string]string</c>.</summary>
    public static string GoType(TypeSchema type) => type.Kind switch
    {
        TypeKind.List => "[]" + GoType(type.Element!),
        TypeKind.Map => "map[string]" + GoType(type.Element!),
        TypeKind.Struct => type.OpenApiName.Split('.')[^2] + "." + type.Name,
        TypeKind.Number => "float64",
        TypeKind.Bytes => "[]uint8",
        TypeKind.Quantity => "resource.Quantity",
        TypeKind.IntOrString => "intstr.IntOrString",
        TypeKind.Time => "v1.Time",
        _ => type.Name,
    };

    private static string Mismatch(string found, TypeSchema type, DecodingPath path) =>
        $"json: cannot unmarshal {found} into Go struct field {path.Owner}.{path.Named} of type {GoType(type)}";

    private static string? OfInteger(string text, TypeSchema type, DecodingPath path)
    {
        var fits = type.Name is "int32"
            ? int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        return fits ? null : Mismatch("number " + text, type, path);
    }

    private static string? OfQuantity(string text) => Quantity.Fault(text);

    private static string? OfTime(string text, TypeSchema type)
    {
        var parsed = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) && text.Contains('T');
        var layout = type.Name is "microTime" ? "2006-01-02T15:04:05.000000Z07:00" : "2006-01-02T15:04:05Z07:00";
        return parsed ? null : $"parsing time \"{text}\" as \"{layout}\": cannot parse \"{text}\" as \"2006\"";
    }

    private static string? OfBytes(string text)
    {
        if (Base64.IsValid(Encoding.UTF8.GetBytes(text)))
        {
            return null;
        }

        var wrong = text.AsSpan().IndexOfAnyExcept(Base64Letters);
        return "illegal base64 data at input byte " + (wrong >= 0 ? wrong : text.Length / 4 * 4);
    }

    private static string JsonName(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        _ => "bool",
    };
}
