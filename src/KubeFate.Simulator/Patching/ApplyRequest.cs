namespace KubeFate.Simulator.Patching;

/// <summary>Who applies, and how.</summary>
internal sealed record ApplyRequest
{
    /// <summary>The <c>fieldManager</c> of the request; an apply must have one.</summary>
    public required string Manager { get; init; }

    /// <summary>Take conflicting fields over instead of refusing.</summary>
    public bool Force { get; init; }

    /// <summary>Empty for the object itself, or <c>status</c>.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The version of the request's path, such as <c>apps/v1</c>.</summary>
    public required string ApiVersion { get; init; }

    public required DateTimeOffset Time { get; init; }
}
