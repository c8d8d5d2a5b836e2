using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Http.Writing;

/// <summary>Stand-in.</summary>
internal static class FieldDecoding
{
    public static IEnumerable<string> Clean(JsonObject item, ObjectSchema schema, string prefix) => [];
}
