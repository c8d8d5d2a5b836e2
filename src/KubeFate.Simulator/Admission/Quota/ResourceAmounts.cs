using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Admission.Quota;

/// <summary>ResourceAmounts by the names that a ResourceQuota uses: <c>pods</c>, <c>requests.cpu</c>, <c>count/deployments.apps</c>.</summary>
internal sealed class ResourceAmounts : SortedDictionary<string, Amount>
{
    public ResourceAmounts()
        : base(StringComparer.Ordinal)
    {
    }

    public static ResourceAmounts Read(JsonNode? map)
    {
        var amounts = new ResourceAmounts();
        foreach (var (name, quantity) in map as JsonObject ?? [])
        {
            if (Amount.Read(quantity) is { } amount) amounts[name] = amount;
        }

        return amounts;
    }

    public Amount Get(string name) => TryGetValue(name, out var amount) ? amount : default;

    public void Add(ResourceAmounts others)
    {
        foreach (var (name, amount) in others) this[name] = Get(name) + amount;
    }

    /// <summary>What is more in these than in others, by name; what is less does not matter.</summary>
    public ResourceAmounts Above(ResourceAmounts others)
    {
        var more = new ResourceAmounts();
        foreach (var (name, amount) in this)
        {
            if (amount.Value > others.Get(name).Value) more[name] = amount - others.Get(name);
        }

        return more;
    }

    /// <summary><c>cpu=1,pods=2</c>, of some names.</summary>
    public string Print(IEnumerable<string> names) => string.Join(',', names.Order(StringComparer.Ordinal).Select(name => $"{name}={Get(name)}"));

    public JsonObject ToJson() => new(this.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value.ToString())));
}
