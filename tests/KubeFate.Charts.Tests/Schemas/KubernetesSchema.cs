using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Schemas;

/// <summary>
/// What one release of Kubernetes publishes of its API, as far as charts of ours could use it: fields, their types, which are required and what
/// values they may have. It comes from Kubernetes' own OpenAPI document (Data/distil.mjs says how), so it is no reading of ours.
/// </summary>
internal sealed class KubernetesSchema
{
    public const string Oldest = "1.23";
    public const string Newest = "1.36";

    private static readonly ConcurrentDictionary<string, KubernetesSchema> Read = new(StringComparer.Ordinal);

    public static TheoryData<string> Releases => [Oldest, Newest];

    /// <summary>By apiVersion and kind: <c>apps/v1 Deployment</c>.</summary>
    public required IReadOnlyDictionary<string, string> Kinds { get; init; }

    public required IReadOnlyDictionary<string, TypeDefinition> Definitions { get; init; }

    public static KubernetesSchema Of(string release) => Read.GetOrAdd(release, static name =>
    {
        // The Gateway API is installed beside Kubernetes, and is the same in all of its releases.
        var (kubernetes, gateway) = (File($"kubernetes-{name}"), File("gateway-api-v1"));
        return new KubernetesSchema
        {
            Kinds = kubernetes.Kinds.Concat(gateway.Kinds).ToDictionary(StringComparer.Ordinal),
            Definitions = kubernetes.Definitions.Concat(gateway.Definitions).ToDictionary(StringComparer.Ordinal),
        };
    });

    private static KubernetesSchema File(string name)
    {
        var path = Path.Combine(Repository.Root, "tests", "KubeFate.Charts.Tests", "Schemas", "Data", name + ".json");
        return JsonSerializer.Deserialize<KubernetesSchema>(System.IO.File.ReadAllText(path), JsonSerializerOptions.Web)!;
    }

    /// <summary>What a strict API server would refuse, each with the object and the field; empty when nothing.</summary>
    public IReadOnlyList<string> Check(JsonObject manifest)
    {
        var kind = $"{manifest["apiVersion"]} {manifest["kind"]}";
        if (!Kinds.TryGetValue(kind, out var definition)) return [$"{kind}: this Kubernetes has no such kind, or Schemas/Data does not know it yet"];
        if (manifest["metadata"]?["name"] is null) return [$"{kind}: it has no name"];
        var check = new SchemaCheck(this);
        check.Value(definition, manifest, $"{manifest["kind"]} {manifest["metadata"]!["name"]}");
        return check.Problems;
    }
}

/// <summary>A type of the API. A property's type is a word, another type's name, <c>[type]</c> for a list, <c>{type}</c> for a map or <c>=a|b</c> for one of these texts.</summary>
internal sealed record TypeDefinition(IReadOnlyList<string> Required, IReadOnlyDictionary<string, string> Properties);
