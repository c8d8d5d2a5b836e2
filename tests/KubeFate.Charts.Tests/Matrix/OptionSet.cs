using System.Text.Json.Nodes;

namespace KubeFate.Charts.Tests.Matrix;

/// <summary>
/// What an operator may ask for beside the plain cluster, as keys of cluster.yaml; null where the combination has no such thing. The keys are
/// wishes: those that the release does not read are left out, so that one set serves every release.
/// </summary>
internal sealed record OptionSet(string Name, Func<Combination, JsonObject?> Keys)
{
    /// <summary>The Kubernetes that helm renders for.</summary>
    public string Kubernetes { get; init; } = "1.31.0";

    /// <summary>Not every release has it, and those that do not say so as an error.</summary>
    public bool MayBeRefused { get; init; }

    public override string ToString() => Name;
}
