using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace KubeFate.Service.Tests.Contract;

/// <summary>
/// One recorded request of the original's clients, and what is answered here. Texts may hold <c>{name}</c> for what an earlier answer was
/// kept as.
/// </summary>
public sealed record ContractCase
{
    /// <summary>What it is about.</summary>
    public required string Name { get; init; }

    /// <summary><c>METHOD /path</c>; <c>END job</c> waits until that job has ended.</summary>
    public required string Send { get; init; }

    /// <summary>A JSON body.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>A cluster.yaml as JSON that goes into the body as base64.</summary>
    public JsonNode? Data { get; init; }

    /// <summary>A body as it is; no content type is sent with it.</summary>
    public string? Text { get; init; }

    /// <summary>The field of a form that holds the demo chart, or <c>field=text</c>.</summary>
    public string? File { get; init; }

    /// <summary>Headers; without <c>Authorization</c> the token is sent, with an empty one nothing is.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    public required int Status { get; init; }

    /// <summary>The content type that is answered.</summary>
    public string Type { get; init; } = "application/json; charset=utf-8";

    /// <summary>The shape of the JSON answer; see <see cref="Shapes"/>.</summary>
    public JsonNode? Answer { get; init; }

    /// <summary>The answer, character by character.</summary>
    public string? Exactly { get; init; }

    /// <summary>What later cases need: a name, and the path in the answer.</summary>
    public Dictionary<string, string> Keep { get; init; } = [];

    /// <summary>Where the original answers otherwise: what it answers, and the row of docs/compatibility.md that says why.</summary>
    public Difference? Differs { get; init; }

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };
}

/// <summary>A deliberate difference.</summary>
/// <param name="Original">What the original answers.</param>
/// <param name="Row">The first cell of the row in docs/compatibility.md.</param>
public sealed record Difference(string Original, string Row);
