using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using KubeFate.Kubernetes.Resources;

namespace KubeFate.Kubernetes.Connections;

/// <summary>Turns what goes wrong on the way to the server, or what the server refuses, into a sentence with cause and cure.</summary>
internal static class ApiFailures
{
    /// <summary>Enough for any Status; an HTML page of a proxy is cut there.</summary>
    private const int DetailLimit = 2000;

    /// <summary>A Status repeats the values that it refuses: that of a whole pod template is long.</summary>
    private const int StatusLimit = 262_144;

    /// <summary>No answer came, or it broke off.</summary>
    public static KubernetesException Unreachable(Exception error, Uri server, string origin)
    {
        var innermost = Innermost(error);
        var (cause, cure) = innermost switch
        {
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } =>
                ("it refuses connections", "is it running, and is the address right?"),
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
                ("its name is not known", "is the address right, and does the name server know it?"),
            SocketException { SocketErrorCode: SocketError.NetworkUnreachable or SocketError.HostUnreachable } =>
                ("there is no route to it", "is the network or the VPN up?"),
            AuthenticationException tls => ($"its TLS certificate is not accepted ({tls.Message})", "is certificate-authority right?"),
            OperationCanceledException or TimeoutException => ("it does not answer in time", "is a firewall in between, or is it overloaded?"),
            var other => (other.Message, "is it a Kubernetes API server, and is it up?"),
        };
        return new KubernetesException(
            KubernetesFailure.Unreachable, $"the Kubernetes API server at {server} cannot be reached: {cause}; {cure} (from {origin})", error)
        {
            // A wrong name and a certificate that is not trusted stay so until somebody sets them right.
            IsTransient = innermost is not (AuthenticationException or SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData }),
        };
    }

    /// <summary>The server answered with a failure.</summary>
    public static async Task<KubernetesException> RefusedAsync(
        HttpResponseMessage response, Uri server, string origin, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(response, cancellationToken);
        var retryAfter = response.Headers.RetryAfter?.Delta;
        return ParseStatus(body) is { } status
            ? Refused(status with { Code = (int)response.StatusCode }, origin, retryAfter)
            : WithoutStatus(response, body, server, origin, retryAfter);
    }

    /// <summary>The server's own words for a failure, from an answer or from the middle of a watch.</summary>
    public static KubernetesException Refused(ApiStatus status, string origin, TimeSpan? retryAfter = null)
    {
        var words = status.Message.Length > 0 ? status.Message : status.Reason;
        var (code, message) = status.Code switch
        {
            401 => (KubernetesFailure.Unauthorized,
                $"the Kubernetes API server does not accept our credentials: renew them (from {origin})"),
            403 => (KubernetesFailure.Forbidden,
                $"Kubernetes refuses: {words}; ask its administrator for a Role that allows it (from {origin})"),
            404 => (KubernetesFailure.NotFound, $"Kubernetes says: {words}"),
            429 or 502 or 503 or 504 => (KubernetesFailure.Unreachable, $"the Kubernetes API server is overloaded or starting: {words}"),
            _ => (KubernetesFailure.Other, $"the Kubernetes API server refuses: {words}"),
        };
        return new KubernetesException(code, message)
        {
            Detail = words,
            HttpStatus = status.Code,
            Reason = status.Reason,
            Causes = [.. (status.Details?.Causes ?? []).Select(cause => new RefusalCause(cause.Field, cause.Reason, cause.Message))],
            IsTransient = status is { Code: 408 or 410 or 429 or >= 500 } or { Code: 409, Reason: not "AlreadyExists" },
            RetryAfter = retryAfter,
        };
    }

    /// <summary>Something answers that is no API server: a proxy's page, another program's port.</summary>
    public static KubernetesException NotKubernetes(Uri server, string origin, string detail, int? status = null) => new(
        KubernetesFailure.Other, $"{server} answers, but not as a Kubernetes API server does: is the server address right? (from {origin})")
    {
        Detail = detail.Length > DetailLimit ? detail[..DetailLimit] : detail,
        HttpStatus = status,
    };

    private static KubernetesException WithoutStatus(
        HttpResponseMessage response, string body, Uri server, string origin, TimeSpan? retryAfter)
    {
        var status = (int)response.StatusCode;
        if (status is 401 or 403 or 429 or >= 500) return Refused(new ApiStatus { Code = status, Message = FirstLine(body, response) }, origin, retryAfter);

        return NotKubernetes(server, origin, body, status);
    }

    private static string FirstLine(string body, HttpResponseMessage response) =>
        body.Split('\n', 2)[0].Trim() is { Length: > 0 and < 200 } line && !line.StartsWith('<') ? line : response.ReasonPhrase ?? "no reason given";

    private static ApiStatus? ParseStatus(string body)
    {
        if (!body.AsSpan().TrimStart().StartsWith("{")) return null;
        try
        {
            return JsonSerializer.Deserialize(body, ResourceJson.Default.ApiStatus) is { Kind: "Status" } status ? status : null;
        }
        catch (JsonException)
        {
            // Cut off or something else altogether: the caller shows what came.
            return null;
        }
    }

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var reader = new StreamReader(stream);
            var buffer = new char[StatusLimit];
            return new string(buffer, 0, await reader.ReadBlockAsync(buffer, cancellationToken));
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            // The status line says enough.
            return "";
        }
    }

    private static Exception Innermost(Exception error)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is SocketException or AuthenticationException or OperationCanceledException or TimeoutException) return inner;
        }

        return error;
    }
}
