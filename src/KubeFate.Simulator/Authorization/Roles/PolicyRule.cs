using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Authorization.Roles;

/// <summary>One rule of a Role: verbs on resources of API groups, or on paths.</summary>
internal sealed record PolicyRule
{
    private const string All = "*";

    public IReadOnlyList<string> Verbs { get; init; } = [];

    public IReadOnlyList<string> Groups { get; init; } = [];

    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Empty for any name.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public IReadOnlyList<string> Paths { get; init; } = [];

    public static IEnumerable<PolicyRule> ReadAll(JsonNode? rules) => (rules as JsonArray ?? []).OfType<JsonObject>().Select(rule => new PolicyRule
    {
        Verbs = JsonList.Read(rule["verbs"]),
        Groups = JsonList.Read(rule["apiGroups"]),
        Resources = JsonList.Read(rule["resources"]),
        Names = JsonList.Read(rule["resourceNames"]),
        Paths = JsonList.Read(rule["nonResourceURLs"]),
    });

    public bool Allows(AccessRequest asked) => asked.Path is { } path
        ? Has(Verbs, asked.Verb) && Paths.Any(allowed => CoversPath(allowed, path))
        : Has(Verbs, asked.Verb) && Has(Groups, asked.Group)
            && Resources.Any(allowed => allowed is All || allowed == asked.ResourceWithPart || IsPartOfAny(allowed, asked.Subresource))
            && (Names.Count == 0 || Names.Contains(asked.Name));

    /// <summary>Whether whoever has this rule has everything that a single right (one verb on one thing) gives.</summary>
    public bool Covers(PolicyRule right) =>
        Has(Verbs, right.Verbs[0])
        && (right.Paths.Count > 0
            ? Paths.Any(allowed => CoversPath(allowed, right.Paths[0]))
            : Has(Groups, right.Groups[0])
                && Resources.Any(allowed => allowed is All || allowed == right.Resources[0]
                    || (right.Resources[0].Split('/') is [_, var part] && IsPartOfAny(allowed, part)))
                && (Names.Count == 0 || (right.Names.Count > 0 && Names.Contains(right.Names[0]))));

    /// <summary>The rule as single rights: one verb, one group, one resource, one name or path.</summary>
    public IEnumerable<PolicyRule> Split()
    {
        var resources = from verb in Verbs
                        from @group in Groups
                        from resource in Resources
                        from name in Names.Count == 0 ? [null] : Names.Cast<string?>()
                        select new PolicyRule { Verbs = [verb], Groups = [@group], Resources = [resource], Names = name is null ? [] : [name] };
        return resources.Concat(from path in Paths from verb in Verbs select new PolicyRule { Verbs = [verb], Paths = [path] });
    }

    public JsonObject ToJson()
    {
        var rule = new JsonObject { ["verbs"] = JsonList.Of(Verbs) };
        if (Groups.Count > 0) rule["apiGroups"] = JsonList.Of(Groups);
        if (Resources.Count > 0) rule["resources"] = JsonList.Of(Resources);
        if (Names.Count > 0) rule["resourceNames"] = JsonList.Of(Names);
        if (Paths.Count > 0) rule["nonResourceURLs"] = JsonList.Of(Paths);
        return rule;
    }

    private static bool Has(IReadOnlyList<string> allowed, string word) => allowed.Contains(word) || allowed.Contains(All);

    // "*/scale" stands for that part of every resource.
    private static bool IsPartOfAny(string allowed, string part) =>
        part.Length > 0 && allowed.StartsWith("*/", StringComparison.Ordinal) && allowed.AsSpan(2).SequenceEqual(part);

    private static bool CoversPath(string allowed, string path) =>
        allowed == path || (allowed.EndsWith('*') && path.StartsWith(allowed[..^1], StringComparison.Ordinal));
}
