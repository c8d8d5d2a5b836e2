using System.Text.Json.Nodes;

namespace KubeFate.Kubernetes;

/// <summary>How a manifest is tried.</summary>
public sealed record DryRunOptions
{
    /// <summary>Who would own the fields. Default: as helm does.</summary>
    public string FieldManager { get; init; } = "helm";

    /// <summary>Take over fields that somebody else owns, so that none of these conflicts is told. Default: tell them.</summary>
    public bool Force { get; init; }

    /// <summary>What becomes of unknown and doubled fields: <c>Ignore</c>, <c>Warn</c> or <c>Strict</c> (Kubernetes 1.25 and later; older ones drop them).</summary>
    public string FieldValidation { get; init; } = "Ignore";
}

/// <summary>What the server would do with one object of a manifest.</summary>
public sealed record DryRunResult
{
    public required ObjectName Object { get; init; }

    /// <summary>What was tried.</summary>
    public required JsonObject Wanted { get; init; }

    /// <summary>The object as it is now; null when there is none, or when it may not be seen.</summary>
    public JsonObject? Live { get; init; }

    /// <summary>The object as it would be; null when the server refuses.</summary>
    public JsonObject? Applied { get; init; }

    /// <summary>Why the server refuses; null when it does not.</summary>
    public KubernetesException? Refusal { get; init; }
}
