using System.Net;
using KubeFate.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Simulator.Http;

/// <summary>
/// Plain HTTP asks for no credentials, so a page in the user's browser must not get in: browsers name the page's Origin or say how its site
/// stands to this one, and a rebound DNS name shows in Host. helm, kubectl and the client libraries send nothing of the kind.
/// </summary>
internal static class LoopbackGuard
{
    public static void Require(HttpRequest request)
    {
        // "none" is the user's own doing: an address typed in, a bookmark.
        if (request.Headers.Origin.Count > 0 || request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "none"))
            throw new ApiFailure(403, "Forbidden", "this simulated Kubernetes does not answer web pages");
        var host = request.Host.Host.Trim('[', ']');
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return;
        if (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)) return;
        throw new ApiFailure(403, "Forbidden", $"this simulated Kubernetes answers only on loopback names such as 127.0.0.1, not \"{request.Host.Host}\"");
    }
}
