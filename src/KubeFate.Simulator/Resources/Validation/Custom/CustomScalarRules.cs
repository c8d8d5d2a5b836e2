using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubeFate.Simulator.Schemas.Structural;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation.Custom;

/// <summary>Texts and numbers of custom resources.</summary>
internal static class CustomScalarRules
{
    public static void Check(JsonNode value, JsonObject schema, string path, Causes causes)
    {
        if (value.GetValueKind() == JsonValueKind.String) Text(value.GetValue<string>(), schema, path, causes);
        else if (value.GetValueKind() == JsonValueKind.Number) Number(value, schema, path, causes);
    }

    private static void Text(string text, JsonObject schema, string path, Causes causes)
    {
        var length = new StringInfo(text).LengthInTextElements;
        if (ObjectMeta.Number(schema["maxLength"]) is { } most && length > most) causes.TooLong(path, (int)most);
        if (ObjectMeta.Number(schema["minLength"]) is { } least && length < least) causes.Invalid(path, text, $"{path} in body should be at least {least} chars long");
        if (SchemaFields.Text(schema, "pattern") is { Length: > 0 } pattern && !Matches(text, pattern)) causes.Invalid(path, text, $"{path} in body should match '{pattern}'");
        var format = SchemaFields.Text(schema, "format");
        if (!HasFormat(text, format)) causes.Invalid(path, text, $"{path} in body must be of type {format}: \"{text}\"");
    }

    private static void Number(JsonNode value, JsonObject schema, string path, Causes causes)
    {
        if (Read(value) is not { } number) return;
        if (Read(schema["minimum"]) is { } least)
        {
            var exclusive = SchemaFields.Is(schema, "exclusiveMinimum");
            if (number < least || (exclusive && number == least))
                causes.Invalid(path, value.DeepClone(), $"{path} in body should be greater than {(exclusive ? "" : "or equal to ")}{Print(least)}");
        }

        if (Read(schema["maximum"]) is { } most)
        {
            var exclusive = SchemaFields.Is(schema, "exclusiveMaximum");
            if (number > most || (exclusive && number == most))
                causes.Invalid(path, value.DeepClone(), $"{path} in body should be less than {(exclusive ? "" : "or equal to ")}{Print(most)}");
        }

        if (Read(schema["multipleOf"]) is { } step and not 0 && number % step != 0)
            causes.Invalid(path, value.DeepClone(), $"{path} in body should be a multiple of {Print(step)}");
    }

    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (Exception unread) when (unread is ArgumentException or RegexMatchTimeoutException)
        {
            // Go's expressions and .NET's differ in rare forms; what cannot be read here is not held against the object.
            return true;
        }
    }

    // Of the formats that a real server checks, those that definitions use.
    private static bool HasFormat(string text, string format) => format switch
    {
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) && text.Contains('T', StringComparison.OrdinalIgnoreCase),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "ipv4" => IPAddress.TryParse(text, out var four) && four.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && text.Count(letter => letter == '.') == 3,
        "ipv6" => IPAddress.TryParse(text, out var six) && six.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6,
        "uuid" => Guid.TryParse(text, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "byte" => System.Buffers.Text.Base64.IsValid(text),
        _ => true,
    };

    private static decimal? Read(JsonNode? value) =>
        value is JsonValue && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Print(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);
}
