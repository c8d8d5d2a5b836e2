namespace KubeFate.Kubernetes.Resources;

internal sealed record ResourceList<T>
{
    public ListMeta Metadata { get; set; } = new();

    /// <summary>Null from servers that write an empty list so.</summary>
    public IReadOnlyList<T>? Items { get; set; }
}

internal sealed record ListMeta
{
    public string ResourceVersion { get; set; } = "";

    /// <summary>Where the next page begins; empty on the last.</summary>
    public string Continue { get; set; } = "";
}

/// <summary>How the API server words a failure (metav1.Status).</summary>
internal sealed record ApiStatus
{
    public string Kind { get; set; } = "";

    public int Code { get; set; }

    public string Reason { get; set; } = "";

    public string Message { get; set; } = "";

    public ApiStatusDetails? Details { get; set; }
}

internal sealed record ApiStatusDetails
{
    /// <summary>Null from servers that write an empty list so.</summary>
    public IReadOnlyList<ApiStatusCause>? Causes { get; set; }
}

internal sealed record ApiStatusCause
{
    public string Field { get; set; } = "";

    public string Reason { get; set; } = "";

    public string Message { get; set; } = "";
}

/// <summary>The answer of <c>/api/v1</c> and <c>/apis/GROUP/VERSION</c>: what is served there.</summary>
internal sealed record ApiResourceList
{
    public IReadOnlyList<ApiResource>? Resources { get; set; }
}

internal sealed record ApiResource
{
    /// <summary>In the path, such as <c>deployments</c>; of a subresource with its own, <c>deployments/scale</c>.</summary>
    public string Name { get; set; } = "";

    public string Kind { get; set; } = "";

    public bool Namespaced { get; set; }
}

/// <summary>The answer of <c>/api</c>.</summary>
internal sealed record CoreVersions
{
    public IReadOnlyList<string> Versions { get; set; } = [];
}

/// <summary>The answer of <c>/apis</c>.</summary>
internal sealed record ApiGroups
{
    public IReadOnlyList<ApiGroup> Groups { get; set; } = [];
}

internal sealed record ApiGroup
{
    public IReadOnlyList<ApiGroupVersion> Versions { get; set; } = [];
}

internal sealed record ApiGroupVersion
{
    public string GroupVersion { get; set; } = "";
}

internal sealed record VersionInfo
{
    public string GitVersion { get; set; } = "";
}
