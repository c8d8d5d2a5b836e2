using System.Text.RegularExpressions;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>What names, labels and annotations may look like. The sentences are those of a real server, which people search for.</summary>
internal static partial class ObjectNames
{
    private const string LabelSentence =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric "
        + "character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

    private const string SubdomainSentence =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an "
        + "alphanumeric character (e.g. 'example.com', regex used for validation is "
        + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string WildcardSentence =
        "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric "
        + "characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is "
        + "'\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string LabelValueSentence =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
        + "alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is "
        + "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    private const string QualifiedNameSentence =
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. "
        + "'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    /// <summary>Why a name will not do for an object of this type; null when it will.</summary>
    public static string? Problem(ResourceType type, string name)
    {
        if (type.Group == "rbac.authorization.k8s.io")
            return name is "." or ".." || name.Contains('/') || name.Contains('%') ? $"may not contain '/' or '%'" : null;
        // A Service's name may begin with a digit since 1.36, a StatefulSet's has been a label since its pods' names must be one.
        if (type == ResourceCatalog.Namespaces || type == ResourceCatalog.Services || type == ResourceCatalog.StatefulSets) return LabelProblem(name);
        if (type == ResourceCatalog.CronJobs && name.Length > 52) return "must be no more than 52 characters";
        return SubdomainProblem(name);
    }

    public static string? LabelProblem(string name) => Check(name, 63, Label(), LabelSentence);

    public static string? SubdomainProblem(string name) => Check(name, 253, Subdomain(), SubdomainSentence);

    public static string? WildcardProblem(string name) =>
        name.StartsWith("*.", StringComparison.Ordinal) && Subdomain().IsMatch(name[2..]) ? null : WildcardSentence;

    public static string? QualifiedNameProblem(string name) => LabelKeyProblem(name);

    public static string? LabelKeyProblem(string key)
    {
        var parts = key.Split('/');
        if (parts.Length > 2)
            return "a qualified name must consist of alphanumeric characters, '-', '_' or '.', with an optional DNS subdomain prefix and '/'";
        if (parts.Length == 2 && Check(parts[0], 253, Subdomain(), SubdomainSentence) is { } prefix) return "prefix part " + prefix;
        return Check(parts[^1], 63, QualifiedName(), QualifiedNameSentence);
    }

    public static string? LabelValueProblem(string value) =>
        value.Length == 0 ? null : Check(value, 63, QualifiedName(), LabelValueSentence);

    private static string? Check(string value, int longest, Regex shape, string sentence) =>
        value.Length > longest ? $"must be no more than {longest} characters" : shape.IsMatch(value) ? null : sentence;

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Subdomain();

    [GeneratedRegex("^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex QualifiedName();
}
