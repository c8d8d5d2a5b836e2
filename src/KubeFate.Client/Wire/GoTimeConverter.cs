using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KubeFate.Client.Wire;

/// <summary>
/// Times on the wire as Go writes them: RFC 3339 in UTC with a <c>Z</c>; "not yet" is Go's zero time,
/// <c>0001-01-01T00:00:00Z</c>, which is <see cref="DateTimeOffset.MinValue"/> here. Old clients rely on both.
/// </summary>
public sealed class GoTimeConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc />
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new JsonException("not an RFC 3339 time");

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
}
