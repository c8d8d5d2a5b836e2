using System.Text.Json;
using KubeFate.Client.Users;
using KubeFate.Client.Wire;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KubeFate.Service.Users;

/// <summary>
/// Accepts the token where the original does (header, query <c>token</c>, cookie <c>jwt</c>) and refuses with its words:
/// old clients show <c>message</c> to people.
/// </summary>
internal static class TokenAuthentication
{
    public static IServiceCollection AddTokenAuthentication(this IServiceCollection services)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<SigningKey, TimeProvider>(Configure);
        // Any token will do until tokens carry a role.
        services.AddAuthorizationBuilder()
            .AddPolicy(UserRole.Viewer, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(UserRole.Operator, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(UserRole.Admin, policy => policy.RequireAuthenticatedUser());

        // AddAuthentication brings cookie protection along: keys on disk that nothing here uses, made at every first start.
        foreach (var unused in services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToList()) services.Remove(unused);
        return services;
    }

    private static void Configure(JwtBearerOptions options, SigningKey signingKey, TimeProvider time)
    {
        options.MapInboundClaims = false;
        options.TimeProvider = time;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            NameClaimType = TokenIssuer.NameClaim,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKeyResolver = (_, _, _, _) => [signingKey.Key],
            ValidateIssuer = false,
            ValidateAudience = false,
            RequireExpirationTime = true,
            LifetimeValidator = (_, expires, _, _) => expires > time.GetUtcNow().UtcDateTime,
        };
        options.Events = new JwtBearerEvents { OnMessageReceived = FindTokenAsync, OnChallenge = RefuseAsync };
    }

    private static Task FindTokenAsync(MessageReceivedContext context)
    {
        context.Token = FindToken(context.Request);
        if (string.IsNullOrEmpty(context.Token)) context.NoResult();
        return Task.CompletedTask;
    }

    private static string? FindToken(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.Ordinal) && header.Length > "Bearer ".Length) return header["Bearer ".Length..].Trim();
        return request.Query["token"].FirstOrDefault() is { Length: > 0 } query ? query : request.Cookies["jwt"];
    }

    private static async Task RefuseAsync(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        var response = context.Response;
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.WWWAuthenticate = "JWT realm=gin jwt";
        response.ContentType = "application/json; charset=utf-8";
        var body = new AuthenticationErrorResponse { Code = 401, Message = Explain(context.AuthenticateFailure, context.Request) };
        await JsonSerializer.SerializeAsync(response.Body, body, WireJson.Default.AuthenticationErrorResponse, context.HttpContext.RequestAborted);
    }

    private static string Explain(Exception? failure, HttpRequest request) => failure switch
    {
        null => "cookie token is empty",
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNoExpirationException => "Token is expired",
        SecurityTokenInvalidAlgorithmException => "invalid signing algorithm",
        SecurityTokenInvalidSignatureException when new JsonWebToken(FindToken(request)).Alg != SecurityAlgorithms.HmacSha256 => "invalid signing algorithm",
        SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException => "signature is invalid",
        SecurityTokenMalformedException or ArgumentException => "token contains an invalid number of segments",
        _ => "token is invalid",
    };
}
