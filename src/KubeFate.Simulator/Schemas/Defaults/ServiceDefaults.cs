using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Schemas.Defaults;

/// <summary>Defaults of services that depend on other fields.</summary>
internal static class ServiceDefaults
{
    // How long a client sticks to one pod, in seconds.
    private const int StickySeconds = 10800;

    public static void Spec(JsonObject spec)
    {
        var type = (string?)spec["type"];
        if ((string?)spec["sessionAffinity"] is "ClientIP")
        {
            spec["sessionAffinityConfig"] ??= new JsonObject { ["clientIP"] = new JsonObject { ["timeoutSeconds"] = StickySeconds } };
        }

        if (type is "ExternalName")
        {
            return;
        }

        spec["internalTrafficPolicy"] ??= "Cluster";
        if (type is "NodePort" or "LoadBalancer" || spec["externalIPs"] is JsonArray { Count: > 0 })
        {
            spec["externalTrafficPolicy"] ??= "Cluster";
        }

        if (type is "LoadBalancer")
        {
            spec["allocateLoadBalancerNodePorts"] ??= true;
        }
    }

    public static void Port(JsonObject port)
    {
        if (port["targetPort"] is null && port["port"] is { } number)
        {
            port["targetPort"] = number.DeepClone();
        }
    }
}
