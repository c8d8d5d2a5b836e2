using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Patching.Ownership;

/// <summary>A field set as <c>fieldsV1</c>: an element is a key, its children are the value, <c>"."</c> says that it is a member as well.</summary>
internal static class FieldSetJson
{
    private const string Self = ".";

    public static JsonObject Write(FieldSet set)
    {
        var result = new JsonObject();
        foreach (var element in set.Members.Union(set.Children.Keys, StringComparer.Ordinal).Order(PathElement.Order))
        {
            var below = Write(set.Child(element));
            if (below.Count > 0 && set.Members.Contains(element))
            {
                below.Insert(0, Self, new JsonObject());
            }

            result[element] = below;
        }

        return result;
    }

    /// <summary>The set that was written.</summary>
    /// <exception cref="FormatException">An element that is none of ours.</exception>
    public static FieldSet Read(JsonObject json)
    {
        var set = new FieldSet();
        foreach (var (element, value) in json.Where(field => field.Key is not Self))
        {
            if (element.Length < 2 || element[1] != ':' || value is not JsonObject below)
            {
                throw new FormatException($"fieldsV1 has the element '{element}', which is no field path.");
            }

            if (below.Count == 0 || below.ContainsKey(Self))
            {
                set.Members.Add(element);
            }

            set.Attach(element, Read(below));
        }

        return set;
    }
}
