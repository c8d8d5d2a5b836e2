namespace KubeFate.Simulator.Authorization.Roles;

/// <summary>Rules as Go prints them in refusals: <c>{APIGroups:[""], Resources:["pods"], Verbs:["get" "list"]}</c>.</summary>
internal static class MissingRights
{
    /// <summary>One line a resource, its verbs together, in the order of their text.</summary>
    public static string Describe(IEnumerable<PolicyRule> rights) => string.Join('\n', rights
        .GroupBy(right => (
            Group: string.Join(',', right.Groups), Resource: string.Join(',', right.Resources), Name: string.Join(',', right.Names),
            Path: string.Join(',', right.Paths), Verb: right.Paths.Count > 0 ? right.Verbs[0] : ""))
        .Select(rights => rights.First() with { Verbs = [.. rights.SelectMany(right => right.Verbs)] })
        .Select(Describe).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    public static string Quoted(IEnumerable<string> words) => $"[{string.Join(' ', words.Select(word => $"\"{word}\""))}]";

    private static string Describe(PolicyRule rule)
    {
        var parts = new List<string>();
        Add("APIGroups", rule.Groups);
        Add("Resources", rule.Resources);
        Add("NonResourceURLs", rule.Paths);
        Add("ResourceNames", rule.Names);
        Add("Verbs", rule.Verbs);
        return $"{{{string.Join(", ", parts)}}}";

        void Add(string field, IReadOnlyList<string> words)
        {
            if (words.Count > 0) parts.Add($"{field}:{Quoted(words)}");
        }
    }
}
