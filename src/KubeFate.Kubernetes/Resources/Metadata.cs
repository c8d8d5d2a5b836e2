using System.Text.Json.Serialization;

namespace KubeFate.Kubernetes.Resources;

/// <summary>
/// An object of the API as we read it. These records hold only the fields this room needs: a Pod of a real cluster is 10 to 20 kB of
/// JSON, most of it managed fields and copies of the manifest in annotations, and one to two kB here. Their properties have setters
/// because generated JSON readers overwrite the defaults of <c>init</c> properties with null.
/// </summary>
internal interface IResource
{
    ObjectMeta Metadata { get; }
}

internal sealed record ObjectMeta
{
    public string Name { get; set; } = "";

    public string Uid { get; set; } = "";

    public string ResourceVersion { get; set; } = "";

    public long Generation { get; set; }

    public DateTimeOffset? CreationTimestamp { get; set; }

    public DateTimeOffset? DeletionTimestamp { get; set; }

    /// <summary>Who must let go of it before it is gone for good.</summary>
    public IReadOnlyList<string>? Finalizers { get; set; }

    public Labels? Labels { get; set; }

    public Annotations? Annotations { get; set; }

    public IReadOnlyList<OwnerReference>? OwnerReferences { get; set; }

    /// <summary>The controller that made this object; null when a person or a chart did.</summary>
    public OwnerReference? Owner => OwnerReferences?.FirstOrDefault(owner => owner.Controller);
}

/// <summary>The labels we read; all others are dropped.</summary>
internal sealed record Labels
{
    /// <summary>The cluster.</summary>
    public string? Name { get; set; }

    /// <summary>The FATE module, in the charts' own spelling.</summary>
    [JsonPropertyName("fateMoudle")]
    public string? Module { get; set; }

    /// <summary>On pods of a StatefulSet: the revision they were made from.</summary>
    [JsonPropertyName("controller-revision-hash")]
    public string? Revision { get; set; }
}

/// <summary>The annotations we read; all others are dropped.</summary>
internal sealed record Annotations
{
    /// <summary>On a Deployment and its ReplicaSets: the number of the revision.</summary>
    [JsonPropertyName("deployment.kubernetes.io/revision")]
    public string? Revision { get; set; }

    /// <summary>On objects that are a helm hook.</summary>
    [JsonPropertyName("helm.sh/hook")]
    public string? Hook { get; set; }
}

internal sealed record OwnerReference
{
    public string Kind { get; set; } = "";

    public string Name { get; set; } = "";

    public string Uid { get; set; } = "";

    public bool Controller { get; set; }
}

internal sealed record Condition
{
    public string Type { get; set; } = "";

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public string Status { get; set; } = "";

    public string Reason { get; set; } = "";

    public string Message { get; set; } = "";

    public DateTimeOffset? LastTransitionTime { get; set; }

    public bool IsTrue => Status is "True";
}

internal static class Conditions
{
    public static Condition? Of(this IReadOnlyList<Condition>? conditions, string type) =>
        conditions?.FirstOrDefault(condition => string.Equals(condition.Type, type, StringComparison.Ordinal));
}
