using System.Text.Json;

namespace KubeFate.Simulator.Http.Reading;

internal static class ListMetadata
{
    public static void Write(Utf8JsonWriter writer, string? revision, string? going, long? remaining)
    {
        writer.WriteStartObject("metadata");
        if (revision is not null) writer.WriteString("resourceVersion", revision);
        if (going is not null) writer.WriteString("continue", going);
        if (remaining is { } count) writer.WriteNumber("remainingItemCount", count);
        writer.WriteEndObject();
    }
}
