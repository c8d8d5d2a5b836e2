using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>Ports and environment of a container.</summary>
internal static class ContainerRules
{
    private const string PortRange = "must be between 1 and 65535, inclusive";

    // Since 1.32; before that, digits could not come first and only a few other signs were taken.
    private const string VariableSentence = "a valid environment variable name must consist only of printable ASCII characters other than '='";

    /// <summary>The ports of one container: numbers, protocols, names that are said once.</summary>
    public static void Ports(JsonNode? list, string field, Causes causes)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (port, at) in Items(list))
        {
            var here = $"{field}[{at}]";
            Number(port, "containerPort", here, isRequired: true, causes);
            Number(port, "hostPort", here, isRequired: false, causes);
            var name = port["name"]?.ToString() ?? "";
            if (name.Length > 0 && PortNameProblem(name) is { } problem) causes.Invalid(here + ".name", name, problem);
            else if (name.Length > 0 && !names.Add(name)) causes.Duplicate(here + ".name", name);
            var protocol = port["protocol"]?.ToString();
            if (protocol is not (null or "TCP" or "UDP" or "SCTP")) causes.Unsupported(here + ".protocol", protocol, "SCTP", "TCP", "UDP");
        }
    }

    /// <summary>The variables of one container: each has a name, and a value or one source of it.</summary>
    public static void Environment(JsonNode? list, string field, Causes causes)
    {
        foreach (var (variable, at) in Items(list))
        {
            var (here, name) = ($"{field}[{at}]", variable["name"]?.ToString() ?? "");
            if (name.Length == 0) causes.Required(here + ".name");
            else if (!name.All(letter => letter is >= ' ' and <= '~' and not '=')) causes.Invalid(here + ".name", name, VariableSentence);
            if (variable["valueFrom"] is JsonObject source)
                Source(source, variable["value"]?.ToString() ?? "", here + ".valueFrom", causes);
        }
    }

    /// <summary>Why a name will not do for a port (RFC 6335); null when it will.</summary>
    public static string? PortNameProblem(string name) => name switch
    {
        { Length: > 15 } => "must be no more than 15 characters",
        _ when !name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-') =>
            "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)",
        _ when !name.Any(char.IsAsciiLetterLower) => "must contain at least one letter (a-z)",
        _ when name.Contains("--", StringComparison.Ordinal) => "must not contain consecutive hyphens",
        ['-', ..] or [.., '-'] => "must not begin or end with a hyphen",
        _ => null,
    };

    /// <summary>A port that is a number or the name of one.</summary>
    public static void PortReference(JsonNode? port, string field, Causes causes)
    {
        if (port is null) causes.Required(field);
        else if (ObjectMeta.Number(port) is { } number && number is < 1 or > 65535) causes.Invalid(field, port, PortRange);
        else if (ObjectMeta.Number(port) is null && PortNameProblem(port.ToString()) is { } problem)
            causes.Invalid(field, port.ToString(), problem);
    }

    private static void Source(JsonObject source, string value, string field, Causes causes)
    {
        if (source.Count == 0)
            causes.Invalid(field, "", "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`");
        else if (value.Length > 0) causes.Invalid(field, "", "may not be specified when `value` is not empty");
        else if (source.Count > 1) causes.Invalid(field, "", "may not have more than one field specified at a time");
        foreach (var kind in (ReadOnlySpan<string>)["configMapKeyRef", "secretKeyRef"])
        {
            if (source[kind] is JsonObject reference && string.IsNullOrEmpty(reference["key"]?.ToString()))
                causes.Required($"{field}.{kind}.key");
        }
    }

    private static void Number(JsonObject port, string name, string here, bool isRequired, Causes causes)
    {
        if (ObjectMeta.Number(port[name]) is not { } number || number == 0)
        {
            if (isRequired) causes.Required($"{here}.{name}");
        }
        else if (number is < 1 or > 65535)
        {
            causes.Invalid($"{here}.{name}", port[name], PortRange);
        }
    }

    private static IEnumerable<(JsonObject Item, int At)> Items(JsonNode? list) =>
        (list as JsonArray ?? []).OfType<JsonObject>().Select((item, at) => (item, at));
}
