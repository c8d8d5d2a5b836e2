using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Resources.Validation;

internal static class IngressRules
{
    public static void Check(JsonObject item, Causes causes)
    {
        var spec = item["spec"];
        var rules = (spec?["rules"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (rules.Count == 0 && spec?["defaultBackend"] is null)
            causes.Invalid("spec", "", "either `defaultBackend` or `rules` must be specified");
        for (var at = 0; at < rules.Count; at++)
        {
            var paths = (rules[at]["http"]?["paths"] as JsonArray ?? []).OfType<JsonObject>().ToList();
            for (var place = 0; place < paths.Count; place++) Path(paths[place], $"spec.rules[{at}].http.paths[{place}]", causes);
        }
    }

    private static void Path(JsonObject path, string field, Causes causes)
    {
        var type = path["pathType"]?.ToString();
        if (type is null) causes.Required(field + ".pathType", "pathType must be specified");
        else if (type is not ("Exact" or "Prefix" or "ImplementationSpecific"))
            causes.Unsupported(field + ".pathType", type, "Exact", "ImplementationSpecific", "Prefix");
        var text = path["path"]?.ToString() ?? "";
        if (type is "Exact" or "Prefix" && !text.StartsWith('/')) causes.Invalid(field + ".path", text, "must be an absolute path");
        var backend = path["backend"];
        if (backend?["service"] is null && backend?["resource"] is null) causes.Required(field + ".backend");
        else if (backend["service"] is { } service && string.IsNullOrEmpty(service["name"]?.ToString()))
            causes.Required(field + ".backend.service.name");
        else if (backend["service"]?["port"] is not JsonObject { Count: > 0 } && backend["service"] is not null)
            causes.Required(field + ".backend.service.port", "port name or number is required");
    }
}
