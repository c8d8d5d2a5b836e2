using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using KubeFate.Client.Wire;

namespace KubeFate.Client;

/// <summary>Turns what went wrong on the wire into a message with cause and cure; tells a web server's page from an answer of ours.</summary>
internal static class FailedAnswer
{
    // An error of ours is a few hundred bytes; a page is never worth more than this.
    private const int MostBytes = 256 * 1024;

    /// <summary>Reads an answer that is not 200.</summary>
    public static async Task<KubeFateClientException> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!IsJson(response.Content.Headers.ContentType)) return NotOurs(response, $"{(int)response.StatusCode} {response.ReasonPhrase}");
        try
        {
            await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return Explain(response, text);
        }
        catch (Exception failure) when (failure is JsonException or HttpRequestException or IOException)
        {
            return NotOurs(response, $"{(int)response.StatusCode} {response.ReasonPhrase}");
        }
    }

    /// <summary>Something answered that is no KubeFATE service.</summary>
    public static KubeFateClientException NotOurs(HttpResponseMessage response, string what)
    {
        var server = response.Headers.Server.ToString() is { Length: > 0 } name ? $"a web server ({name})" : "a web server";
        var address = response.RequestMessage!.RequestUri!.GetLeftPart(UriPartial.Authority);
        var hint = (int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location
            ? $" It points to {location}."
            : "";
        // A page is a web server's own; without one it may be a service of an older release, the original too.
        if (response.StatusCode == HttpStatusCode.NotFound && response.Content.Headers.ContentType?.MediaType != "text/html")
            hint = " Or the service is older than this command and does not know this call: compare with kubefate version.";
        return new KubeFateClientException(ClientFailure.NotOurs,
            $"{what} from {server} at {address}, not from a KubeFATE service.{hint} Is serviceurl right, and does the ingress route this host name to the service kubefate?");
    }

    /// <summary>No connection.</summary>
    public static KubeFateClientException Unreachable(Uri address, Exception failure)
    {
        var host = address.GetLeftPart(UriPartial.Authority);
        var socket = failure.InnerException as SocketException;
        var reason = socket?.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => $"nothing listens at {host} (connection refused). Is the service running, and is the port right? Start one with: kubefate service",
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"the name {address.Host} is not known (DNS). Add it to /etc/hosts or set serviceurl to an address that is",
            SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable => $"{host} cannot be reached (no route or no answer). Is a firewall or a proxy in between?",
            _ when failure is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => $"the TLS connection to {host} failed: {failure.InnerException?.Message ?? failure.Message}. Does the service speak https there, and is its certificate trusted?",
            _ => $"the connection to {host} failed: {failure.Message}",
        };
        return new KubeFateClientException(ClientFailure.Unreachable, reason, failure);
    }

    private static bool IsJson(MediaTypeHeaderValue? type) => type?.MediaType is "application/json" or "application/problem+json";

    private static KubeFateClientException Explain(HttpResponseMessage response, string text)
    {
        var status = response.StatusCode;
        if (status == HttpStatusCode.Unauthorized)
        {
            var refused = JsonSerializer.Deserialize(text, WireJson.Default.AuthenticationErrorResponse);
            var isAccessToken = response.RequestMessage?.Headers.Authorization?.Parameter?.StartsWith("kft_", StringComparison.Ordinal) == true;
            return new KubeFateClientException(ClientFailure.Unauthenticated, isAccessToken
                ? $"the service refused the personal access token: {refused?.Message}. Was it revoked, has it expired, or was its owner disabled? An owner makes a new one with: kubefate token create"
                : $"the service refused the sign-in: {refused?.Message}. Check user.username and user.password in config.yaml");
        }

        var error = JsonSerializer.Deserialize(text, WireJson.Default.ErrorResponse) ?? throw new JsonException();
        return new KubeFateClientException(Classify(status, error), error.Error) { Code = error.Code, Problems = error.Problems ?? [] };
    }

    // The original answers 500 for nearly everything; its words tell more than its status.
    private static ClientFailure Classify(HttpStatusCode status, ErrorResponse error) => status switch
    {
        HttpStatusCode.NotFound => ClientFailure.NotFound,
        HttpStatusCode.Forbidden => ClientFailure.Forbidden,
        HttpStatusCode.Conflict => ClientFailure.Conflict,
        HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge => ClientFailure.Invalid,
        _ when error.Error == "record not found" => ClientFailure.NotFound,
        _ when error.Error.EndsWith("already existed", StringComparison.Ordinal) => ClientFailure.Conflict,
        _ => ClientFailure.ServiceFailed,
    };
}
