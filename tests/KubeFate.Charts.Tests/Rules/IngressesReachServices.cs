using System.Text.Json.Nodes;

namespace KubeFate.Charts.Tests.Rules;

/// <summary>An Ingress, and an HTTPRoute, leads to a Service of the release, at a port that it has; no host and path twice.</summary>
internal sealed class IngressesReachServices : IManifestRule
{
    public IEnumerable<string> Check(RenderedRelease release)
    {
        var paths = from ingress in release.Of("Ingress")
                    from rule in Pod.List(ingress["spec"]!.AsObject(), "rules")
                    from path in Pod.List(rule["http"]!.AsObject(), "paths")
                    select (Title: RenderedRelease.Title(ingress), Address: $"{rule["host"]}{path["path"]}", Service: path["backend"]!["service"]!);
        var routes = from route in release.Of("HTTPRoute")
                     from rule in Pod.List(route["spec"]!.AsObject(), "rules")
                     from host in route["spec"]!["hostnames"]!.AsArray()
                     from match in Pod.List(rule, "matches")
                     let backend = rule["backendRefs"]![0]!
                     let service = new JsonObject { ["name"] = backend["name"]!.ToString(), ["port"] = new JsonObject { ["number"] = backend["port"]!.DeepClone() } }
                     select (Title: RenderedRelease.Title(route), Address: $"{host}{match["path"]!["value"]}", Service: (JsonNode)service);
        return Check(release, paths).Concat(Check(release, routes));
    }

    private static IEnumerable<string> Check(RenderedRelease release, IEnumerable<(string Title, string Address, JsonNode Service)> paths)
    {
        foreach (var group in paths.GroupBy(path => path.Address, StringComparer.Ordinal))
        {
            if (group.Count() > 1) yield return $"{group.Key} is led to two places";
            foreach (var path in group.Where(path => !Reaches(release, path.Service))) yield return $"{path.Title}: {path.Service.ToJsonString()} is no Service and port of the release";
        }
    }

    private static bool Reaches(RenderedRelease release, JsonNode backend) =>
        release.Find("Service", backend["name"]?.ToString()) is { } service
        && Pod.List(service["spec"]!.AsObject(), "ports").Any(port =>
            backend["port"]?["number"] is { } number ? port["port"]!.ToString() == number.ToString() : Pod.Name(port) == backend["port"]?["name"]?.ToString());
}
