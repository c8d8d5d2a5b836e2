using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Patching.Ownership;

/// <summary>What changed between two versions of an object, by its schema.</summary>
internal sealed class TypedComparison
{
    public FieldSet Added { get; private set; } = new();

    public FieldSet Modified { get; private set; } = new();

    public FieldSet Removed { get; private set; } = new();

    public FieldSet Changed => Added.Union(Modified);

    public static TypedComparison Between(JsonNode? before, JsonNode? after, TypeSchema type)
    {
        var comparison = new TypedComparison();
        comparison.CompareChildren(before, after, type);
        return comparison;
    }

    /// <summary>The comparison without the fields that the write does not concern, such as <c>status</c>.</summary>
    public TypedComparison Without(FieldSet ignored) => new()
    {
        Added = Added.RecursiveDifference(ignored),
        Modified = Modified.RecursiveDifference(ignored),
        Removed = Removed.RecursiveDifference(ignored),
    };

    private void Compare(string element, JsonNode? before, JsonNode? after, TypeSchema type)
    {
        if (TypedFields.IsLeaf(type, before) && TypedFields.IsLeaf(type, after))
        {
            if (!JsonNode.DeepEquals(before, after))
            {
                (before is null ? Added : after is null ? Removed : Modified).Members.Add(element);
            }

            return;
        }

        var below = Between(before, after, type);
        Added.Attach(element, below.Added);
        Modified.Attach(element, below.Modified);
        Removed.Attach(element, below.Removed);
        if (before is null)
        {
            Added.Members.Add(element);
        }
        else if (after is null)
        {
            Removed.Members.Add(element);
        }
    }

    private void CompareChildren(JsonNode? before, JsonNode? after, TypeSchema type)
    {
        if (before is JsonArray || after is JsonArray)
        {
            var (old, now) = (ListItems.Index(before as JsonArray, type), ListItems.Index(after as JsonArray, type));
            foreach (var element in old.Keys.Union(now.Keys, StringComparer.Ordinal))
            {
                Compare(element, old.GetValueOrDefault(element), now.GetValueOrDefault(element), type.Element!);
            }

            return;
        }

        var (oldMap, newMap) = (before as JsonObject ?? [], after as JsonObject ?? []);
        foreach (var name in oldMap.Select(field => field.Key).Union(newMap.Select(field => field.Key), StringComparer.Ordinal))
        {
            Compare(PathElement.Field(name), oldMap[name], newMap[name], type.ChildType(name) ?? TypeSchema.Deduced);
        }
    }
}
