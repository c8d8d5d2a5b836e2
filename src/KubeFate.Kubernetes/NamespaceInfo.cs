namespace KubeFate.Kubernetes;

/// <summary>A namespace as <c>kubefate namespace list</c> shows it.</summary>
public sealed record NamespaceInfo
{
    public required string Name { get; init; }

    /// <summary><c>Active</c> or <c>Terminating</c>.</summary>
    public required string Status { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    public required IReadOnlyDictionary<string, string> Annotations { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Time since <see cref="CreatedAt"/> when it was listed.</summary>
    public required TimeSpan Age { get; init; }
}
