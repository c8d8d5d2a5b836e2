using System.Text.Json.Nodes;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>What is told twice in a pod's spec, of which one is lost, and memory in parts of a byte.</summary>
internal static class PodWarnings
{
    public static void Add(JsonNode? spec, string field, List<string> warnings)
    {
        var containers = Containers(spec, field).ToList();
        foreach (var (container, at) in containers)
        {
            Amounts(container, at, warnings);
            Variables(container, at, warnings);
        }

        Ports(containers, warnings);
        PortNames(containers, warnings);
        Secrets(spec, field, warnings);
    }

    // In the order in which a server visits them.
    private static IEnumerable<(JsonObject Container, string Field)> Containers(JsonNode? spec, string field) =>
        ((string[])["initContainers", "containers"]).SelectMany(list => Items(spec?[list]).Select(entry => (entry.Item, $"{field}.{list}[{entry.At}]")));

    private static void Amounts(JsonObject container, string field, List<string> warnings)
    {
        foreach (var (kind, name) in (ReadOnlySpan<(string, string)>)
            [("limits", "memory"), ("requests", "memory"), ("limits", "ephemeral-storage"), ("requests", "ephemeral-storage")])
        {
            if (container["resources"]?[kind]?[name]?.ToString() is { } amount && Quantity.Parse(amount) is { } bytes && bytes != decimal.Truncate(bytes))
                warnings.Add($"{field}.resources.{kind}[{name}]: fractional byte value \"{amount}\" is invalid, must be an integer");
        }
    }

    private static void Variables(JsonObject container, string field, List<string> warnings)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (variable, at) in Items(container["env"]))
        {
            var (name, value) = (variable["name"]?.ToString() ?? "", variable["value"]?.ToString() ?? "");
            if (known.Add(name)) continue;
            // One that adds to the earlier value is meant so.
            if (variable["valueFrom"] is null && value != $"$({name})" && value.Contains($"$({name})", StringComparison.Ordinal)) continue;
            warnings.Add($"{field}.env[{at}]: hides previous definition of \"{name}\", which may be dropped when using apply");
        }
    }

    private static void Ports(List<(JsonObject Container, string Field)> containers, List<string> warnings)
    {
        var known = new Dictionary<string, List<(JsonObject Port, string Field)>>(StringComparer.Ordinal);
        foreach (var (port, field) in containers.SelectMany(entry => Items(entry.Container["ports"]).Select(port => (port.Item, $"{entry.Field}.ports[{port.At}]"))))
        {
            var key = $"{port["containerPort"]}/{port["protocol"]?.ToString() ?? "TCP"}";
            if (!known.TryGetValue(key, out var others)) known[key] = others = [];
            foreach (var (other, place) in others)
            {
                if (Text(port, "hostIP") == Text(other, "hostIP") && Text(port, "hostPort") == Text(other, "hostPort"))
                    warnings.Add($"{field}: duplicate port definition with {place}");
                else if (Text(port, "hostPort").Length == 0 || Text(other, "hostPort").Length == 0)
                    warnings.Add($"{field}: overlapping port definition with {place}");
            }

            others.Add((port, field));
        }
    }

    private static void PortNames(List<(JsonObject Container, string Field)> containers, List<string> warnings)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (port, field) in containers.SelectMany(entry => Items(entry.Container["ports"]).Select(port => (port.Item, $"{entry.Field}.ports[{port.At}]"))))
        {
            var name = Text(port, "name");
            if (name.Length == 0 || known.TryAdd(name, field)) continue;
            var first = known[name];
            warnings.Add($"{field}: duplicate port name \"{name}\" with {first}, services and probes that select ports by name will use {first}");
        }
    }

    private static void Secrets(JsonNode? spec, string field, List<string> warnings)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (secret, at) in Items(spec?["imagePullSecrets"]))
        {
            var name = Text(secret, "name");
            if (!known.Add(name)) warnings.Add($"{field}.imagePullSecrets[{at}].name: duplicate name \"{name}\"");
            if (name.Length == 0) warnings.Add($"{field}.imagePullSecrets[{at}].name: invalid empty name \"\"");
        }
    }

    private static IEnumerable<(JsonObject Item, int At)> Items(JsonNode? list) =>
        (list as JsonArray ?? []).OfType<JsonObject>().Select((item, at) => (item, at));

    private static string Text(JsonObject item, string field) => item[field]?.ToString() is { } text and not "0" ? text : "";
}
