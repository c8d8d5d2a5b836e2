using KubeFate.Fate.Keys;

namespace KubeFate.Fate.Tests.Docs;

/// <summary>What the value of a key may be, in words.</summary>
internal static class KeyWords
{
    public static string Of(KeySpec spec)
    {
        if (spec.Items is { } items) return items is { Type: KeyType.Text or KeyType.HostName or KeyType.Name } ? $"list of {Of(items)}s" : items.Keys is null ? $"list, each {Of(items)}" : "list of mappings";
        if (spec.Keys is not null) return "mapping";
        return spec.Words is { } words ? string.Join(", ", words.Select(word => $"`{word}`")) : Of(spec.Type!.Value);
    }

    private static string Of(KeyType type) => type switch
    {
        KeyType.Text => "text",
        KeyType.Secret => "text, kept secret",
        KeyType.Boolean => "`true`, `false`",
        KeyType.Integer => "whole number",
        KeyType.Count => "whole number from 0",
        KeyType.Positive => "whole number from 1",
        KeyType.Port => "port",
        KeyType.NodePort => "port, usually 30000 to 32767",
        KeyType.PartyId => "number from 1 to 2147483647",
        KeyType.Quantity => "quantity, as `500m` or `4Gi`",
        KeyType.Host => "IP address or host name",
        KeyType.HostName => "host name",
        KeyType.Name => "name",
        KeyType.Registry => "`host[:port][/path]`",
        KeyType.Duration => "duration, as `90m` or `1h30m`",
        KeyType.Labels => "mapping of texts",
        KeyType.Mapping => "mapping, as it is",
        _ => throw new NotSupportedException($"say in words what {type} is"),
    };
}
