using System.Text.Json.Serialization;

namespace KubeFate.Cli.Contexts;

/// <summary>A context as <c>-o json</c> shows it: without secrets.</summary>
internal sealed record ContextRecord
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("current")]
    public required bool Current { get; init; }

    [JsonPropertyName("serviceurl")]
    public required string ServiceUrl { get; init; }

    [JsonPropertyName("username")]
    public required string? Username { get; init; }

    /// <summary><c>password</c>, <c>token</c> or <c>login</c>: how calls prove who they are.</summary>
    [JsonPropertyName("signs_in_by")]
    public required string SignsInBy { get; init; }
}

[JsonSerializable(typeof(IReadOnlyList<ContextRecord>))]
[JsonSerializable(typeof(ContextRecord))]
internal sealed partial class ContextJson : JsonSerializerContext;
