namespace KubeFate.Simulator.Schemas.Decoding;

/// <summary>What reading an object as a typed server does found.</summary>
internal sealed record DecodedObject
{
    /// <summary>The first value of a wrong type, as Go's decoder tells it; null for none.</summary>
    public string? TypeError { get; init; }

    /// <summary>Fields the schema does not know, in their order: <c>unknown field "spec.replica"</c>.</summary>
    public IReadOnlyList<string> StrictErrors { get; init; } = [];

    /// <summary><c>strict decoding error: unknown field "a", unknown field "b"</c>.</summary>
    public string StrictMessage => "strict decoding error: " + string.Join(", ", StrictErrors);
}
