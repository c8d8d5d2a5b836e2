using System.Text.RegularExpressions;

namespace KubeFate.Helm.Failures;

/// <summary>Fields that others own and that were to get another value: who owns which, by object.</summary>
internal static partial class FieldConflicts
{
    /// <summary>How the server begins to tell of them.</summary>
    public const string Beginning = "Apply failed with [0-9]+ conflicts?: ";

    private const string Cure = "or use --force to set ours";

    public static bool IsOne(string text) => Begins().IsMatch(text);

    /// <summary>All of them in one sentence with one cure.</summary>
    public static string Tell(IReadOnlyList<(string? Place, string Says)> conflicts)
    {
        var owners = conflicts.Select(conflict => (conflict.Place, Owners: Owners(conflict.Says))).ToList();
        var one = owners.Sum(conflict => conflict.Owners.Sum(owner => owner.Fields.Count)) == 1;
        var list = string.Join("; ", owners.Select(conflict => (conflict.Place is null ? "" : $"{conflict.Place}: ") + string.Join(", ", conflict.Owners.Select(Sentence))));
        return one ? $"{list} to another value; take that change back, {Cure}" : $"{list} to other values; take these changes back, {Cure}";
    }

    private static string Sentence((string Name, IReadOnlyList<string> Fields) owner) =>
        $"{string.Join(", ", owner.Fields)} {(owner.Fields.Count == 1 ? "was" : "were")} set by {owner.Name}";

    /// <summary>The server lists the fields under each other manager: inline for one field, on lines of their own for several.</summary>
    private static IReadOnlyList<(string Name, IReadOnlyList<string> Fields)> Owners(string says) =>
    [
        .. Manager().Matches(says).Select(found => (
            found.Groups["name"].Value + (found.Groups["part"].Success ? $" ({found.Groups["part"].Value})" : ""),
            (IReadOnlyList<string>)[.. found.Groups["field"].Captures.Select(field => field.Value)])),
    ];

    [GeneratedRegex(Beginning, RegexOptions.CultureInvariant)]
    private static partial Regex Begins();

    /// <summary>As apimachinery writes it (managedfields/internal/conflict.go, printManager); what is changed by way of a subresource is told.</summary>
    [GeneratedRegex(
        """conflicts? with "(?<name>[^"\n]+)"( with subresource "(?<part>[^"\n]+)")?( using \S+?)?( at \S+?)?:( (?<field>\.[^\n]+)|(\n- (?<field>[^\n]+))+)""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Manager();
}
