using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace KubeFate.Cli.Registries;

/// <summary>Where a registry sends its callers for a token (the distribution project's token authentication).</summary>
internal sealed partial record TokenChallenge(Uri Realm, string? Service)
{
    /// <summary>Null when the answer asks for no token, or names no place to get one.</summary>
    public static TokenChallenge? Of(HttpResponseHeaders headers)
    {
        var asked = headers.WwwAuthenticate.FirstOrDefault(one => one.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))?.Parameter;
        if (asked is null) return null;
        var values = Pair().Matches(asked).ToLookup(match => match.Groups["key"].Value, match => match.Groups["value"].Value, StringComparer.OrdinalIgnoreCase);
        return Uri.TryCreate(values["realm"].FirstOrDefault(), UriKind.Absolute, out var realm) && realm.Scheme is "http" or "https"
            ? new TokenChallenge(realm!, values["service"].FirstOrDefault())
            : null;
    }

    /// <summary>The address that gives a token to read the repository.</summary>
    public Uri For(string repository)
    {
        var query = $"scope={Uri.EscapeDataString($"repository:{repository}:pull")}" + (Service is null ? "" : $"&service={Uri.EscapeDataString(Service)}");
        return new UriBuilder(Realm) { Query = Realm.Query.Length > 1 ? $"{Realm.Query[1..]}&{query}" : query }.Uri;
    }

    [GeneratedRegex(@"(?<key>\w+)=""(?<value>[^""]*)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pair();
}
