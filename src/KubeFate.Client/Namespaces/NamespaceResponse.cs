using System.Text.Json.Serialization;

namespace KubeFate.Client.Namespaces;

/// <summary>A namespace of the Kubernetes that the service works on. The key names are Go's.</summary>
public sealed record NamespaceResponse
{
    [JsonPropertyName("Name")]
    public required string Name { get; init; }

    /// <summary><c>Active</c> or <c>Terminating</c>.</summary>
    [JsonPropertyName("Status")]
    public required string Status { get; init; }

    /// <summary>Null when there are none.</summary>
    [JsonPropertyName("Labels")]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Null when there are none.</summary>
    [JsonPropertyName("Annotations")]
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>As people say it: 57m.</summary>
    [JsonPropertyName("Age")]
    public required string Age { get; init; }
}
