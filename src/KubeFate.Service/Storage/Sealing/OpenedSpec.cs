using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Service.Masking;

namespace KubeFate.Service.Storage.Sealing;

/// <summary>The spec of a cluster with its secrets: what helm is given, and never a client.</summary>
/// <param name="Values">cluster.yaml as it was sent.</param>
/// <param name="Spec">The same as the service understood it, as JSON text.</param>
internal sealed record OpenedSpec(string Values, string Spec)
{
    private SecretMask? secrets;

    /// <summary>Knows the secrets of the spec, to take them out of what others say of it.</summary>
    public SecretMask Secrets => secrets ??= SecretMask.Knowing(JsonNode.Parse(Spec));

    /// <summary>Both without their secrets.</summary>
    public OpenedSpec Mask() => new(SpecMask.Text(Values), SpecMask.Text(Spec));

    /// <summary>In one text, to be sealed.</summary>
    public string ToText() => new JsonObject { ["values"] = Values, ["spec"] = Spec }.ToJsonString();

    /// <summary>Reads <see cref="ToText"/>.</summary>
    public static OpenedSpec Parse(string text)
    {
        using var json = JsonDocument.Parse(text);
        return new OpenedSpec(json.RootElement.GetProperty("values").GetString()!, json.RootElement.GetProperty("spec").GetString()!);
    }

    public bool Equals(OpenedSpec? other) => other is not null && Values == other.Values && Spec == other.Spec;

    public override int GetHashCode() => HashCode.Combine(Values, Spec);

    /// <summary>Nothing of it: records end up in messages.</summary>
    public override string ToString() => nameof(OpenedSpec);
}
