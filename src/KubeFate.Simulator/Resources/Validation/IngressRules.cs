using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>Ingresses (kubernetes pkg/apis/networking/validation, ValidateIngressSpec).</summary>
internal static class IngressRules
{
    private static readonly string[] ForbiddenInPaths = ["//", "/./", "/../", "%2f", "%2F"];
    private static readonly string[] ForbiddenEnds = ["/..", "/."];

    public static void Check(JsonObject item, Causes causes)
    {
        var spec = item["spec"];
        var rules = Objects(spec?["rules"]);
        if (rules.Count == 0 && spec?["defaultBackend"] is null)
            causes.Invalid("spec", new JsonArray(), "either `defaultBackend` or `rules` must be specified");
        if (spec?["defaultBackend"] is JsonObject fallback) Backend(fallback, "spec.defaultBackend", causes);
        for (var at = 0; at < rules.Count; at++) Rule(rules[at], $"spec.rules[{at}]", causes);
        var tls = Objects(spec?["tls"]);
        for (var at = 0; at < tls.Count; at++) Tls(tls[at], $"spec.tls[{at}]", causes);
        if (spec?["ingressClassName"]?.ToString() is { } name && ObjectNames.SubdomainProblem(name) is { } problem)
            causes.Invalid("spec.ingressClassName", name, problem);
    }

    private static void Rule(JsonObject rule, string field, Causes causes)
    {
        var host = rule["host"]?.ToString() ?? "";
        if (host.Length > 0)
        {
            if (AddressNames.IsAddress(host)) causes.Invalid(field + ".host", host, "must be a DNS name, not an IP address");
            Host(host, field + ".host", causes);
        }

        if (rule["http"] is not JsonObject http) return;
        var paths = Objects(http["paths"]);
        if (paths.Count == 0) causes.Required(field + ".http.paths");
        for (var place = 0; place < paths.Count; place++) Path(paths[place], $"{field}.http.paths[{place}]", causes);
    }

    private static void Tls(JsonObject tls, string field, Causes causes)
    {
        foreach (var (host, at) in (tls["hosts"] as JsonArray ?? []).Select((host, at) => (host?.ToString() ?? "", at))) Host(host, $"{field}.hosts[{at}]", causes);
        if (tls["secretName"]?.ToString() is { Length: > 0 } name && ObjectNames.SubdomainProblem(name) is { } problem)
            causes.Invalid(field + ".secretName", name, problem);
    }

    private static void Host(string host, string field, Causes causes)
    {
        var problem = host.Contains('*') ? ObjectNames.WildcardProblem(host) : ObjectNames.SubdomainProblem(host);
        if (problem is not null) causes.Invalid(field, host, problem);
    }

    private static void Path(JsonObject path, string field, Causes causes)
    {
        var type = path["pathType"]?.ToString();
        var text = path["path"]?.ToString() ?? "";
        if (type is null)
        {
            causes.Required(field + ".pathType", "pathType must be specified");
            return;
        }

        if (type is not ("Exact" or "Prefix" or "ImplementationSpecific"))
            causes.Unsupported(field + ".pathType", type, "Exact", "ImplementationSpecific", "Prefix");
        else if (!text.StartsWith('/') && (type is not "ImplementationSpecific" || text.Length > 0)) causes.Invalid(field + ".path", text, "must be an absolute path");
        if (type is "Exact" or "Prefix")
        {
            foreach (var part in ForbiddenInPaths.Where(part => text.Contains(part, StringComparison.Ordinal)))
                causes.Invalid(field + ".path", text, $"must not contain '{part}'");
            foreach (var end in ForbiddenEnds.Where(end => text.EndsWith(end, StringComparison.Ordinal)))
                causes.Invalid(field + ".path", text, $"cannot end with '{end}'");
        }

        Backend(path["backend"] as JsonObject ?? [], field + ".backend", causes);
    }

    private static void Backend(JsonObject backend, string field, Causes causes)
    {
        if (backend["service"] is null && backend["resource"] is null) causes.Invalid(field, "", "resource or service backend is required");
        else if (backend["service"] is not null && backend["resource"] is not null) causes.Invalid(field, "", "cannot set both resource and service backends");
        if (backend["service"] is not JsonObject service || backend["resource"] is not null) return;
        var name = service["name"]?.ToString() ?? "";
        if (name.Length == 0) causes.Required(field + ".service.name");
        else if (ObjectNames.LabelProblem(name) is { } problem) causes.Invalid(field + ".service.name", name, problem);
        var (portName, number) = (service["port"]?["name"]?.ToString() ?? "", ObjectMeta.Number(service["port"]?["number"]) ?? 0);
        if (portName.Length > 0 && number != 0) causes.Invalid(field, "", "cannot set both port name & port number");
        else if (portName.Length > 0) ContainerRules.PortReference(portName, field + ".service.port.name", causes);
        else if (number != 0) ContainerRules.PortReference(number, field + ".service.port.number", causes);
        else causes.Required(field, "port name or number is required");
    }

    private static List<JsonObject> Objects(JsonNode? list) => [.. (list as JsonArray ?? []).OfType<JsonObject>()];
}
