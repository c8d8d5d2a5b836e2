using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Admission;

/// <summary>
/// The cluster addresses and node ports that Services hold. There is no list of them besides the Services themselves, so that nothing can
/// leak; where to look first follows from the Service's name, so that the same Service usually gets the same again.
/// </summary>
internal sealed class ServiceAddresses
{
    public const string Range = "10.96.0.0/16";
    public const string ApiServer = "10.96.0.1";
    public const int FirstPort = 30000;
    public const int LastPort = 32767;

    // As real servers do, ports nobody asked for by number come from above this, so that a chart's own numbers are likely to be free.
    private const int FirstFreePort = FirstPort + 86;

    private readonly HashSet<string> addresses;
    private readonly HashSet<long> ports;
    private readonly int start;

    /// <summary>Reads what the other Services hold.</summary>
    /// <param name="service">The Service that is being written; what it holds itself does not count as taken.</param>
    public ServiceAddresses(ObjectStore store, JsonObject service)
    {
        var others = store.List(ResourceCatalog.Services, null)
            .Where(other => !other.Is(service.Name(), "metadata", "name") || !other.Is(service.Namespace(), "metadata", "namespace"))
            .ToList();
        addresses = [.. others.Select(other => other.Text("spec", "clusterIP")).OfType<string>(), ApiServer];
        ports = [.. others.SelectMany(NodePorts)];
        var name = SHA256.HashData(Encoding.UTF8.GetBytes($"{service.Namespace()}/{service.Name()}"));
        start = (int)(BinaryPrimitives.ReadUInt32BigEndian(name) >> 1);
    }

    /// <summary>Why an address cannot be had, or null.</summary>
    public string? AddressProblem(string address)
    {
        var inRange = IPAddress.TryParse(address, out var parsed) && parsed.GetAddressBytes() is [10, 96, _, _];
        if (!inRange) return $"the provided IP ({address}) is not in the valid range. The range of valid IPs is {Range}";
        return addresses.Contains(address) ? "provided IP is already allocated" : null;
    }

    public string TakeAddress()
    {
        for (var tried = 0; tried < 65_000; tried++)
        {
            var host = 256 + ((start + tried) % 65_000);
            var address = $"10.96.{host / 256}.{host % 256}";
            if (addresses.Add(address)) return address;
        }

        throw new ApiFailure(500, "InternalError", $"failed to allocate a serviceIP: range is full");
    }

    /// <summary>Why a node port cannot be had, or null; then it is taken.</summary>
    public string? PortProblem(long port)
    {
        if (port is < FirstPort or > LastPort)
            return $"provided port is not in the valid range. The range of valid ports is {FirstPort}-{LastPort}";
        return ports.Add(port) ? null : "provided port is already allocated";
    }

    public int TakePort()
    {
        for (var tried = 0; tried <= LastPort - FirstFreePort; tried++)
        {
            var number = FirstFreePort + ((start + tried) % (LastPort - FirstFreePort + 1));
            if (ports.Add(number)) return number;
        }

        throw new ApiFailure(500, "InternalError", "failed to allocate a nodePort: range is full");
    }

    private static IEnumerable<long> NodePorts(JsonObject service) => service.Items("spec", "ports").Select(port => port.Number("nodePort") ?? 0)
        .Append(service.Number("spec", "healthCheckNodePort") ?? 0).Where(port => port > 0);
}
