using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>The volumes of a pod spec: names said once, one source each.</summary>
internal static class VolumeRules
{
    // What a source must name to be found.
    private static readonly (string Source, string Field)[] Names =
    [
        ("secret", "secretName"), ("configMap", "name"), ("persistentVolumeClaim", "claimName"), ("hostPath", "path"), ("nfs", "server"), ("nfs", "path"),
    ];

    public static void Check(JsonNode? volumes, string field, Causes causes)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (volume, at) in (volumes as JsonArray ?? []).OfType<JsonObject>().Select((volume, at) => (volume, at)))
        {
            var (here, name) = ($"{field}[{at}]", volume["name"]?.ToString() ?? "");
            if (name.Length == 0) causes.Required(here + ".name");
            else if (ObjectNames.LabelProblem(name) is { } problem) causes.Invalid(here + ".name", name, problem);
            else if (!names.Add(name)) causes.Duplicate(here + ".name", name);
            Source(volume, here, causes);
        }
    }

    private static void Source(JsonObject volume, string field, Causes causes)
    {
        var sources = volume.Where(part => part.Key is not "name").Select(part => part.Key).ToList();
        foreach (var extra in sources.Skip(1)) causes.Forbidden($"{field}.{extra}", "may not specify more than 1 volume type");
        foreach (var (source, name) in Names)
        {
            if (volume[source] is JsonObject given && string.IsNullOrEmpty(given[name]?.ToString()))
                causes.Required($"{field}.{source}.{name}");
        }
    }
}
