using System.Globalization;
using System.Text.Json.Nodes;

namespace KubeFate.Charts.Tests.Rules;

/// <summary>A node port is given once, to a Service that opens node ports, and is one that Kubernetes gives by default (30000 to 32767).</summary>
internal sealed class NodePortsAreUnique : IManifestRule
{
    public IEnumerable<string> Check(RenderedRelease release)
    {
        (string Service, string Type, JsonObject Port)[] ports =
        [
            .. from service in release.Of("Service")
               from port in Pod.List(service["spec"]!.AsObject(), "ports")
               where port["nodePort"] is not null
               select (RenderedRelease.Title(service), service["spec"]!["type"]?.ToString() ?? "ClusterIP", port),
        ];
        foreach (var group in ports.GroupBy(port => port.Port["nodePort"]!.ToString(), StringComparer.Ordinal))
        {
            if (group.Count() > 1) yield return $"node port {group.Key} is given twice, to {string.Join(" and ", group.Select(port => port.Service))}";
            if (int.Parse(group.Key, CultureInfo.InvariantCulture) is < 30000 or > 32767) yield return $"{group.First().Service}: {group.Key} is no node port";
        }

        foreach (var port in ports.Where(port => port.Type is not ("NodePort" or "LoadBalancer"))) yield return $"{port.Service}: a {port.Type} has no node ports";
    }
}
