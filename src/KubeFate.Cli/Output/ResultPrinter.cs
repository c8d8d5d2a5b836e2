using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace KubeFate.Cli.Output;

/// <summary>Prints a result on stdout in the asked format. JSON and YAML are the wire's own records, so they are as stable as /v1.</summary>
internal static class ResultPrinter
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print<T>(Terminal terminal, OutputFormat format, T result, JsonTypeInfo<T> type, Func<T, string> table)
    {
        terminal.Out.Write(format switch
        {
            OutputFormat.Json => Json(JsonSerializer.SerializeToNode(result, type)) + "\n",
            OutputFormat.Yaml => YamlText.Write(JsonSerializer.SerializeToNode(result, type)),
            _ => table(result),
        });
    }

    private static string Json(JsonNode? node)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
        {
            if (node is null) writer.WriteNullValue();
            else node.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
