using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using KubeFate.Client.Wire;
using KubeFate.Service.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Users.Sessions;

/// <summary>
/// How often one address may try to sign in. Generous, because the original's command signs in before every call; guessing is what
/// <see cref="LockOut"/> ends.
/// </summary>
internal static class LoginRate
{
    /// <summary>The policy of the route.</summary>
    public const string Policy = "login";

    public static IServiceCollection AddLoginRate(this IServiceCollection services, ServiceOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.AddPolicy(Policy, context => RateLimitPartition.GetTokenBucketLimiter(Address(context), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.LoginsPerMinute,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / options.LoginsPerMinute,
            QueueLimit = 0,
        }));
        limiter.OnRejected = RefuseAsync;
    });

    // Whoever has an IPv6 address has 2^64 of them.
    private static string Address(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return "";
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPNetwork(new IPAddress([.. address.GetAddressBytes().Take(8), .. new byte[8]]), 64).ToString() : address.ToString();
    }

    private static async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await FailureBoundary.WriteAsync(context.HttpContext, StatusCodes.Status429TooManyRequests, new ErrorResponse
        {
            Error = "too many sign-ins from this address; wait a minute, keep the token of a sign-in, or use a personal access token",
            Code = "too_many_requests",
        });
    }
}
