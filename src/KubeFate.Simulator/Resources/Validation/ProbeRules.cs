using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Resources.Validation;

/// <summary>The three probes of a container.</summary>
internal static class ProbeRules
{
    private static readonly string[] Handlers = ["exec", "httpGet", "tcpSocket", "grpc"];
    private static readonly string[] Counts =
        ["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"];

    public static void Check(JsonObject container, string field, Causes causes)
    {
        foreach (var name in (ReadOnlySpan<string>)["livenessProbe", "readinessProbe", "startupProbe"])
        {
            if (container[name] is JsonObject probe) Probe(probe, $"{field}.{name}", isReadiness: name is "readinessProbe", causes);
        }
    }

    private static void Probe(JsonObject probe, string field, bool isReadiness, Causes causes)
    {
        var handlers = Handlers.Where(handler => probe[handler] is not null).ToList();
        if (handlers.Count == 0) causes.Required(field, "must specify a handler type");
        foreach (var extra in handlers.Skip(1)) causes.Forbidden($"{field}.{extra}", "may not specify more than 1 handler type");
        if (probe["exec"] is JsonObject exec && exec["command"] is not JsonArray { Count: > 0 }) causes.Required(field + ".exec.command");
        foreach (var handler in handlers.Where(handler => handler is not "exec"))
        {
            ContainerRules.PortReference(probe[handler]!["port"], $"{field}.{handler}.port", causes);
        }

        foreach (var count in Counts.Where(count => ObjectMeta.Number(probe[count]) is < 0))
        {
            causes.Invalid($"{field}.{count}", probe[count], "must be greater than or equal to 0");
        }

        if (!isReadiness && ObjectMeta.Number(probe["successThreshold"]) is > 1)
            causes.Invalid(field + ".successThreshold", probe["successThreshold"], "must be 1");
    }
}
