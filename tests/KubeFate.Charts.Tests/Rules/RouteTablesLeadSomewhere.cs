using System.Text.Json;
using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;
using YamlDotNet.Core;

namespace KubeFate.Charts.Tests.Rules;

/// <summary>Every route table parses, and what it names inside the cluster are Services of the release with these ports.</summary>
internal sealed class RouteTablesLeadSomewhere : IManifestRule
{
    public IEnumerable<string> Check(RenderedRelease release)
    {
        foreach (var (owner, name, text) in release.Files.Where(file => file.Name.Contains("route_table", StringComparison.OrdinalIgnoreCase)))
        {
            var title = $"{RenderedRelease.Title(owner)}: {name}";
            var table = Parse(name, text);
            if (table is null) yield return $"{title} cannot be read";
            foreach (var (host, port) in Addresses(table).Where(address => IsInside(address.Host) && !release.IsService(address.Host, address.Port)))
                yield return $"{title}: {host}:{port} is no Service of the release";
        }
    }

    private static JsonObject? Parse(string name, string text)
    {
        try
        {
            return name.EndsWith(".json", StringComparison.Ordinal) ? JsonNode.Parse(text) as JsonObject : YamlDocuments.ReadAll(text) is [var only] ? only : null;
        }
        catch (Exception exception) when (exception is JsonException or YamlException)
        {
            return null;
        }
    }

    // rollsite and osx say ip and port; nginx host, http_port and grpc_port; pulsar host, port and sslPort; rabbitmq host and port.
    private static IEnumerable<(string Host, long? Port)> Addresses(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                // A party that polls has no address: it comes by itself.
                if (map["is_polling"]?.ToString() == "true") return [];
                if ((map["ip"] ?? map["host"])?.ToString() is { } host)
                {
                    var ports = map.Where(entry => entry.Key.EndsWith("port", StringComparison.OrdinalIgnoreCase)).Select(entry => (long?)long.Parse(entry.Value!.ToString(), System.Globalization.CultureInfo.InvariantCulture)).ToArray();
                    return (ports.Length == 0 ? [null] : ports).Select(port => (host, port));
                }

                return map.SelectMany(entry => Addresses(entry.Value));
            case JsonArray list:
                return list.SelectMany(Addresses);
            default:
                return [];
        }
    }

    /// <summary>A name without a dot is looked up inside the namespace.</summary>
    public static bool IsInside(string host) => !host.Contains('.', StringComparison.Ordinal) && !host.Contains(':', StringComparison.Ordinal) && host != "localhost";
}
