using System.Net;
using System.Text.RegularExpressions;
using KubeFate.Fate.Keys;

namespace KubeFate.Fate.Forms;

/// <summary>The forms that texts have: names, hosts, quantities, durations.</summary>
internal static partial class TextForms
{
    private const int MaxHostLength = 253;

    // Long texts would only cost time in the expressions below.
    private const int MaxQuantityLength = 40;

    /// <summary>What is wrong with the text, and the cure; null when nothing is.</summary>
    public static string? Fault(KeyType type, string text) => type switch
    {
        // Not repeated: what stands before the @ may be a password.
        KeyType.Host or KeyType.HostName or KeyType.Registry when text.Contains('@', StringComparison.Ordinal) =>
            "an address has no user name or password in it; write it without what stands before the @" + (type == KeyType.Registry ? ", and name the registry's secret in imagePullSecrets" : ""),
        KeyType.Quantity => QuantityFault(text),
        KeyType.Host => HostFault(text),
        KeyType.HostName => HostNameFault(text),
        KeyType.Name => NameFault(text),
        KeyType.Registry => RegistryFault(text),
        KeyType.Duration => DurationFault(text),
        _ => null,
    };

    /// <summary>DNS-1123 subdomain: what Kubernetes takes for the names of most objects.</summary>
    public static bool IsSubdomain(string text) => text.Length <= MaxHostLength && Subdomain().IsMatch(text);

    /// <summary>DNS-1123 label: what Kubernetes takes for the name of a namespace.</summary>
    public static bool IsLabel(string text) => text.Length <= 63 && Label().IsMatch(text);

    private static string? NameFault(string text) => IsSubdomain(text)
        ? null
        : $"\"{text}\" is no name of a Kubernetes object; it has a-z, 0-9, - and . only, and starts and ends with a letter or digit";

    private static string? DurationFault(string text) => GoDuration.Parse(text) is { } time && time > TimeSpan.Zero
        ? null
        : $"\"{text}\" is no duration; write a number with its unit, such as 90m or 1h30m";

    private static string? QuantityFault(string text)
    {
        if (text.Length > MaxQuantityLength) return "this is no quantity of Kubernetes; write a number with a unit, such as 500m, 2 or 4Gi";
        if (Quantity().IsMatch(text)) return null;
        var tidy = text.Replace(" ", "", StringComparison.Ordinal).TrimEnd('b', 'B');
        foreach (var guess in (string[])[tidy, tidy.ToUpperInvariant(), tidy.ToUpperInvariant().Replace("I",
            "i", StringComparison.Ordinal)])
        {
            if (Quantity().IsMatch(guess)) return $"\"{text}\" is no quantity of Kubernetes; did you mean \"{guess}\"?";
        }

        return $"\"{text}\" is no quantity of Kubernetes; write a number with a unit, such as 500m, 2 or 4Gi";
    }

    private static string? HostFault(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
            return $"\"{text}\" begins with {text[..(scheme + 3)]}; write the address alone, such as 192.168.10.1 or fate.example.com";
        if (IPAddress.TryParse(text, out _) && (text.Contains(':', StringComparison.Ordinal) || Ipv4().IsMatch(text))) return null;
        if (DigitsAndDots().IsMatch(text)) return $"\"{text}\" is no IP address; it has four numbers from 0 to 255, such as 192.168.10.1";
        var port = text.LastIndexOf(':');
        if (port > 0) return $"\"{text}\" names a port too; write the address alone and the port under its own key";
        var isName = IsSubdomain(text.ToLowerInvariant().Replace('_', '-'));
        return isName ? null : $"\"{text}\" is no address; write an IP address or a host name";
    }

    private static string? HostNameFault(string text)
    {
        var name = text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text;
        if (IsSubdomain(name)) return null;
        return IsSubdomain(name.ToLowerInvariant())
            ? $"\"{text}\" has capital letters, which Kubernetes refuses in host names; did you mean \"{text.ToLowerInvariant()}\"?"
            : $"\"{text}\" is no host name; write one such as party9999.fateboard.example.com, without http:// or a port";
    }

    private static string? RegistryFault(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal))
            return $"\"{text}\" has a scheme; write the registry alone, such as hub.c.163.com/federatedai";
        return text.Length <= MaxHostLength && Registry().IsMatch(text)
            ? null
            : $"\"{text}\" is no registry; write host[:port][/path] in small letters, such as hub.c.163.com/federatedai";
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex Subdomain();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex Label();

    [GeneratedRegex(@"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?\z")]
    private static partial Regex Quantity();

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+){3}\z")]
    private static partial Regex Ipv4();

    [GeneratedRegex(@"^[0-9.]+\z")]
    private static partial Regex DigitsAndDots();

    [GeneratedRegex(@"^[a-zA-Z0-9]([-.a-zA-Z0-9]*[a-zA-Z0-9])?(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*/?\z")]
    private static partial Regex Registry();
}
