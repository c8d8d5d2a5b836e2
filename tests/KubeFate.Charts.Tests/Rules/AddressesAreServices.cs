using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KubeFate.Charts.Tests.Rules;

/// <summary>What init containers wait for, and addresses such as http://fateflow:9380 in files, are Services of the release or come from cluster.yaml.</summary>
internal sealed partial class AddressesAreServices : IManifestRule
{
    public IEnumerable<string> Check(RenderedRelease release)
    {
        string[] given = [.. RenderedRelease.Scalars(release.ClusterYaml).Where(scalar => scalar.Key != "modules").Select(scalar => scalar.Text)];
        return from address in Waits(release).Concat(Urls(release))
               where RouteTablesLeadSomewhere.IsInside(address.Host) && !release.IsService(address.Host, address.Port)
               where !given.Any(text => text == address.Host || text.Contains("//" + address.Host, StringComparison.Ordinal))
               // FATE-Flow 2's file has a section for HDFS in it whatever the engine is; without HDFS nothing reads it.
               where address.Host != "namenode" || release.Find("Service", "namenode") is not null
               select $"{address.Title}: {address.Host}:{address.Port} is no Service of the release";
    }

    private static IEnumerable<(string Title, string Host, long? Port)> Waits(RenderedRelease release) =>
        from pod in release.Pods
        from container in pod.AllContainers
        let host = Variable(container, "HOST")
        let port = Variable(container, "PORT")
        where host is not null && port is not null
        select ($"{pod.Title}: {Pod.Name(container)}", host, (long?)long.Parse(port, CultureInfo.InvariantCulture));

    private static string? Variable(JsonObject container, string name) =>
        Pod.List(container, "env").FirstOrDefault(variable => Pod.Name(variable) == name)?["value"]?.ToString();

    private static IEnumerable<(string Title, string Host, long? Port)> Urls(RenderedRelease release) =>
        from file in release.Files
        from match in Url().Matches(file.Text)
        let port = match.Groups["port"]
        select ($"{RenderedRelease.Title(file.Owner)}: {file.Name}", match.Groups["host"].Value, port.Success ? long.Parse(port.Value, CultureInfo.InvariantCulture) : (long?)null);

    [GeneratedRegex(@"\b[a-z+]+://(?<host>[a-z][a-z0-9.-]*)(:(?<port>[0-9]+))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Url();
}
