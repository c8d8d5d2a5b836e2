using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace KubeFate.Service.Hosting.Conditional;

/// <summary>Reads Accept-Encoding (RFC 9110, 12.5.3).</summary>
internal static class AcceptedEncoding
{
    /// <summary>Whether the sender takes gzip, and does not like it less than the plain body.</summary>
    public static bool TakesGzip(StringValues accepted)
    {
        if (accepted.Count == 0) return false;
        if (accepted.Count == 1 && accepted[0] is "gzip" or "gzip, deflate" or "gzip, deflate, br" or "gzip, deflate, br, zstd") return true;
        if (!StringWithQualityHeaderValue.TryParseList(accepted, out var values)) return false;
        double? gzip = null, any = null, identity = null;
        foreach (var value in values)
        {
            var quality = value.Quality ?? 1;
            if (value.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase)) gzip = quality;
            else if (value.Value.Equals("*", StringComparison.Ordinal)) any = quality;
            else if (value.Value.Equals("identity", StringComparison.OrdinalIgnoreCase)) identity = quality;
        }

        return (gzip ?? any ?? 0) is > 0 and var wanted && wanted >= (identity ?? 0);
    }
}
