namespace KubeFate.Simulator.Patching.Ownership;

/// <summary>
/// A set of field paths as a tree: a member is a path that is in the set, a child holds the paths below an element. An element can be
/// both. The operations answer new sets that may share parts with the old ones, so a set is only changed while it is being built.
/// </summary>
internal sealed class FieldSet
{
    public static readonly FieldSet Empty = new();

    public SortedSet<string> Members { get; init; } = new(PathElement.Order);

    public SortedDictionary<string, FieldSet> Children { get; init; } = new(PathElement.Order);

    public bool IsEmpty => Members.Count == 0 && Children.Values.All(child => child.IsEmpty);

    /// <summary>A set of paths, each a list of elements.</summary>
    public static FieldSet Of(params IEnumerable<string[]> paths)
    {
        var set = new FieldSet();
        foreach (var path in paths)
        {
            var at = set;
            foreach (var element in path[..^1])
            {
                at.Children.TryAdd(element, new FieldSet());
                at = at.Children[element];
            }

            at.Members.Add(path[^1]);
        }

        return set;
    }

    public FieldSet Child(string element) => Children.GetValueOrDefault(element) ?? Empty;

    /// <summary>Puts a set below an element, unless it is empty.</summary>
    public void Attach(string element, FieldSet child)
    {
        if (!child.IsEmpty)
        {
            Children[element] = child;
        }
    }

    public FieldSet Union(FieldSet other)
    {
        var result = new FieldSet { Members = new(Members.Concat(other.Members), PathElement.Order) };
        foreach (var element in Children.Keys.Union(other.Children.Keys, StringComparer.Ordinal))
        {
            result.Attach(element, Child(element).Union(other.Child(element)));
        }

        return result;
    }

    public FieldSet Intersection(FieldSet other)
    {
        var result = new FieldSet { Members = new(Members.Where(other.Members.Contains), PathElement.Order) };
        foreach (var (element, child) in Children)
        {
            result.Attach(element, child.Intersection(other.Child(element)));
        }

        return result;
    }

    /// <summary>The paths that the other set does not have. What lies below a path of the other set stays.</summary>
    public FieldSet Difference(FieldSet other)
    {
        var result = new FieldSet { Members = new(Members.Where(member => !other.Members.Contains(member)), PathElement.Order) };
        foreach (var (element, child) in Children)
        {
            result.Attach(element, child.Difference(other.Child(element)));
        }

        return result;
    }

    /// <summary>Like <see cref="Difference"/>, but what lies below a path of the other set goes too.</summary>
    public FieldSet RecursiveDifference(FieldSet other)
    {
        var result = new FieldSet { Members = new(Members.Where(member => !other.Members.Contains(member)), PathElement.Order) };
        foreach (var (element, child) in Children.Where(child => !other.Members.Contains(child.Key)))
        {
            result.Attach(element, child.RecursiveDifference(other.Child(element)));
        }

        return result;
    }

    public bool SetEquals(FieldSet other) => Difference(other).IsEmpty && other.Difference(this).IsEmpty;

    /// <summary>Every path as conflicts print it, such as <c>.spec.template.spec.containers[name="web"].image</c>; members before what lies below.</summary>
    public IEnumerable<string> Paths(string prefix = "")
    {
        foreach (var member in Members)
        {
            yield return prefix + PathElement.Display(member);
        }

        foreach (var path in Children.SelectMany(child => child.Value.Paths(prefix + PathElement.Display(child.Key))))
        {
            yield return path;
        }
    }
}
