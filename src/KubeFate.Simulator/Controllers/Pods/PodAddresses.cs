using System.Text.Json.Nodes;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers.Pods;

/// <summary>Hands out pod addresses of 10.244.0.0/16, each to one pod at a time.</summary>
internal sealed class PodAddresses
{
    private const int Hosts = 65_534;

    private readonly HashSet<string> taken = [];
    private int last = 1;

    /// <summary>Learns who has which address.</summary>
    public void Follow(ObjectChange change)
    {
        var address = change.Object.Text("status", "podIP");
        if (address is null) return;
        if (change.Kind == ChangeKind.Deleted) taken.Remove(address);
        else taken.Add(address);
    }

    public string Take()
    {
        for (var tried = 0; tried < Hosts; tried++)
        {
            last = (last % Hosts) + 1;
            var address = $"10.244.{last / 256}.{last % 256}";
            if (last % 256 is not (0 or 255) && taken.Add(address)) return address;
        }

        throw new InvalidOperationException("no pod address is left in 10.244.0.0/16");
    }

    public static void Set(JsonObject status, string address)
    {
        status["podIP"] = address;
        status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = address });
    }
}
