using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Http.Reading;

/// <summary>An object's metadata alone, as <c>meta.k8s.io</c> PartialObjectMetadata.</summary>
internal static class PartialMetadata
{
    public static void Write(Utf8JsonWriter writer, JsonObject item, string version)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", "PartialObjectMetadata");
        writer.WriteString("apiVersion", "meta.k8s.io/" + version);
        writer.WritePropertyName("metadata");
        (item["metadata"] ?? new JsonObject()).WriteTo(writer);
        writer.WriteEndObject();
    }
}
