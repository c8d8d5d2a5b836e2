using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Patching;

/// <summary>
/// JSON patch (RFC 6902), all operations or none. Ours rather than ASP.NET's library, which refuses to <c>test</c> an absent member
/// against null (API servers let it pass), fails on the root path, and has refusals of its own.
/// </summary>
internal static class JsonPatchDocument
{
    /// <summary>A new object; the arguments stay as they are.</summary>
    /// <exception cref="ApiFailure">400 when the patch is no JSON patch; 422 when an operation, <c>test</c> included, does not fit the object.</exception>
    public static JsonObject Apply(JsonObject current, JsonArray operations)
    {
        JsonNode? document = current.DeepClone();
        foreach (var operation in operations)
        {
            Apply(ref document, operation as JsonObject ?? throw Malformed("an operation is no object"));
        }

        return document as JsonObject ?? throw Refused();
    }

    private static void Apply(ref JsonNode? document, JsonObject operation)
    {
        var path = Pointer(operation, "path");
        switch (Text(operation, "op"))
        {
            case "add":
                Add(ref document, path, Value(operation));
                break;
            case "remove":
                Remove(ref document, path);
                break;
            case "replace":
                Remove(ref document, path);
                Add(ref document, path, Value(operation));
                break;
            case "move":
                var moved = Remove(ref document, Pointer(operation, "from"));
                Add(ref document, path, moved);
                break;
            case "copy":
                Add(ref document, path, Get(document, Pointer(operation, "from"))?.DeepClone());
                break;
            case "test" when JsonNode.DeepEquals(Get(document, path, missingIsNull: true), operation["value"]):
                break;
            case "test":
                throw Refused();
            case var other:
                throw Malformed($"Unexpected kind: {other}");
        }
    }

    private static void Add(ref JsonNode? document, string[] path, JsonNode? value)
    {
        if (path.Length == 0)
        {
            document = value;
            return;
        }

        switch (Get(document, path[..^1]))
        {
            case JsonObject map:
                map[path[^1]] = value;
                break;
            case JsonArray list:
                list.Insert(path[^1] is "-" ? list.Count : Index(path[^1], list.Count), value);
                break;
            default:
                throw Refused();
        }
    }

    private static JsonNode? Remove(ref JsonNode? document, string[] path)
    {
        var removed = Get(document, path);
        if (path.Length == 0)
        {
            document = null;
            return removed;
        }

        switch (Get(document, path[..^1]))
        {
            case JsonObject map:
                map.Remove(path[^1]);
                break;
            case JsonArray list:
                list.RemoveAt(Index(path[^1], list.Count - 1));
                break;
        }

        return removed;
    }

    private static JsonNode? Get(JsonNode? node, string[] path, bool missingIsNull = false)
    {
        foreach (var step in path)
        {
            switch (node)
            {
                case JsonObject map when map.TryGetPropertyValue(step, out var child):
                    node = child;
                    break;
                case JsonArray list:
                    node = list[Index(step, list.Count - 1)];
                    break;
                default:
                    return missingIsNull ? null : throw Refused();
            }
        }

        return node;
    }

    private static int Index(string step, int last)
    {
        var isNumber = int.TryParse(step, out var index) && (step is "0" || step[0] is >= '1' and <= '9');
        return isNumber && index <= last ? index : throw Refused();
    }

    private static JsonNode? Value(JsonObject operation) =>
        operation.TryGetPropertyValue("value", out var value) ? value?.DeepClone() : throw Malformed("an operation has no value");

    private static string[] Pointer(JsonObject operation, string name)
    {
        var text = Text(operation, name);
        return text switch
        {
            "" => [],
            ['/', .. var rest] => [.. rest.Split('/').Select(step => step.Replace("~1", "/").Replace("~0", "~"))],
            _ => throw Refused(),
        };
    }

    private static string Text(JsonObject operation, string name) =>
        operation[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Malformed($"an operation has no {name}");

    private static ApiFailure Malformed(string why) => ApiFailure.BadRequest("error decoding patch: " + why);

    // What went wrong is not told to clients: the real server answers with this one sentence for every operation that fails.
    private static ApiFailure Refused() => new(422, "Invalid", "the server rejected our request due to an error in our request");
}
