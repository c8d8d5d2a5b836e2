using System.Text.Json.Nodes;
using KubeFate.Fate.Keys;
using KubeFate.Fate.Secrets;

namespace KubeFate.Fate.Tests.Secrets;

public sealed class SecretNamesTests
{
    public static TheoryData<string> Charts => ["fate", "fate-exchange", "fate-serving", "fate-upgrade-manager"];

    [Theory]
    [MemberData(nameof(Charts))]
    public void Every_key_that_the_catalogue_marks_as_secret_is_known_by_its_name_and_no_other_key_is_taken_for_one(string chart)
    {
        var keys = Leaves("", KeyCatalog.Find(chart)!).ToList();
        Assert.Equal(
            keys.Where(key => key.Spec.Type == KeyType.Secret).Select(key => key.Path),
            keys.Where(key => SecretNames.IsSecret(key.Name, key.Among[key.Name], key.Among)).Select(key => key.Path));
    }

    [Theory]
    [InlineData("""{"auths":{"hub":{"auth":"dXNlcjpwYXNz"}}}""", "auth", true)]
    [InlineData("""{"name":"MYSQL_PASSWORD","value":"x"}""", "value", true)]
    [InlineData("""{"name":"MYSQL_HOST","value":"x"}""", "value", false)]
    [InlineData("""{"secretName":"x"}""", "secretName", false)]
    [InlineData("""{"auth":{"enabled":true}}""", "auth", false)]
    public void What_stands_beside_a_key_decides_where_its_name_does_not(string json, string key, bool secret)
    {
        var map = Find(JsonNode.Parse(json)!.AsObject(), key);
        Assert.Equal(secret, SecretNames.IsSecret(key, map[key], map));
    }

    private static JsonObject Find(JsonObject map, string key) => map.ContainsKey(key) ? map : Find(map.First().Value!.AsObject(), key);

    private static IEnumerable<(string Path, string Name, JsonObject Among, KeySpec Spec)> Leaves(string path, KeySpec spec)
    {
        if (spec.Items is { } items) spec = items;
        var among = new JsonObject((spec.Keys ?? new Dictionary<string, KeySpec>()).Keys.Select(key => KeyValuePair.Create(key, (JsonNode?)"x")));
        foreach (var (name, child) in spec.Keys ?? new Dictionary<string, KeySpec>())
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            var below = child.Items ?? child;
            if (below.Keys is null) yield return (at, name, among, below);
            else foreach (var leaf in Leaves(at, below)) yield return leaf;
        }
    }
}
