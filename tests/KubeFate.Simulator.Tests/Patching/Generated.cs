using System.Text.Json.Nodes;
using CsCheck;
using KubeFate.Simulator.Patching.Ownership;

namespace KubeFate.Simulator.Tests.Patching;

/// <summary>Random configurations: small name spaces, so that they meet often.</summary>
internal static class Generated
{
    private static readonly Gen<string> Name = OneOf("a", "b", "c", "d");
    private static readonly Gen<string> Word = OneOf("x", "y", "z");

    private static readonly Gen<JsonObject> Labels =
        Gen.Dictionary(Name, Word)[0, 3].Select(pairs => new JsonObject(pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))));

    private static readonly Gen<JsonObject> Container =
        Gen.Select(Name, Word, Word.Null(), Keyed("name", "value"), Gen.Int[79, 83]).Select((name, image, folder, env, port) => Json(
            ("name", name), ("image", image), ("workingDir", folder), ("env", env),
            ("ports", port == 79 ? null : new JsonArray(new JsonObject { ["containerPort"] = JsonNode.Parse($"{port}") }))));

    /// <summary>Deployments named web, each with some of the fields that real ones have.</summary>
    public static readonly Gen<JsonObject> Deployment =
        Gen.Select(Labels, Gen.Int[0, 3], Container.List[0, 3], OneOf<string?>("Recreate", "RollingUpdate", null), Word.List[0, 2], Labels)
            .Select((labels, replicas, containers, strategy, finalizers, matchLabels) =>
            {
                var metadata = Json(("name", "web"), ("namespace", "ns"), ("labels", labels.Count == 0 ? null : labels));
                if (finalizers.Count > 0)
                {
                    metadata["finalizers"] = new JsonArray([.. finalizers.Distinct().Select(word => JsonValue.Create(word))]);
                }

                var podSpec = Json(("containers", containers.Count == 0 ? null : Distinct(containers)));
                return Json(
                    ("apiVersion", "apps/v1"), ("kind", "Deployment"), ("metadata", metadata),
                    ("spec", Json(
                        ("replicas", replicas == 0 ? null : JsonNode.Parse($"{replicas}")),
                        ("selector", matchLabels.Count == 0 ? null : new JsonObject { ["matchLabels"] = matchLabels }),
                        ("strategy", strategy is null ? null : new JsonObject { ["type"] = strategy }),
                        ("template", podSpec.Count == 0 ? null : new JsonObject { ["spec"] = podSpec }))));
            });

    /// <summary>Any JSON without nulls, three levels deep at most.</summary>
    public static readonly Gen<JsonObject> Map = MapOf(MapOf(MapOf(Leaf).Select(map => (JsonNode)map)).Select(map => (JsonNode)map));

    public static readonly Gen<FieldSet> Fields =
        OneOf("f:a", "f:b", """k:{"name":"x"}""", "v:1").Array[1, 3].List[0, 6].Select(paths => FieldSet.Of(paths));

    /// <summary>One of these values.</summary>
    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<JsonNode> Leaf => Gen.OneOf(Word.Select(word => (JsonNode)word), Gen.Int[0, 3].Select(number => JsonNode.Parse($"{number}")!));

    private static Gen<JsonObject> MapOf(Gen<JsonNode> values) =>
        Gen.Dictionary(Name, Gen.OneOf(Leaf, values))[0, 3].Select(pairs =>
            new JsonObject(pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.DeepClone()))));

    private static Gen<JsonArray?> Keyed(string key, string value) =>
        Gen.Dictionary(Name, Word)[0, 2].Select(pairs => pairs.Count == 0
            ? null
            : new JsonArray([.. pairs.Select(pair => new JsonObject { [key] = pair.Key, [value] = pair.Value })]));

    private static JsonArray Distinct(List<JsonObject> containers) =>
        new([.. containers.DistinctBy(container => (string)container["name"]!).Select(container => container.DeepClone())]);

    private static JsonObject Json(params (string Name, JsonNode? Value)[] fields) =>
        new(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value?.DeepClone())));
}
