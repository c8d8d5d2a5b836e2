using System.Security.Claims;
using System.Text.Json;
using KubeFate.Client.Users;
using KubeFate.Client.Wire;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage.Changes;
using KubeFate.Service.Users.Tokens;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KubeFate.Service.Users.Sessions;

/// <summary>
/// Accepts the token where the original does (header, query <c>token</c>, cookie <c>jwt</c>), finds its user as the database has it now, and
/// refuses with the original's words: old clients show <c>message</c> to people.
/// </summary>
internal static class TokenAuthentication
{
    public static IServiceCollection AddTokenAuthentication(this IServiceCollection services)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<SigningKey, TimeProvider>(Configure);
        var policies = services.AddAuthorizationBuilder();
        foreach (var role in Roles.All) policies.AddPolicy(role, policy => policy.RequireAuthenticatedUser().RequireClaim(Roles.Claim, Roles.From(role)));

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
        options.Events = new JwtBearerEvents { OnMessageReceived = FindTokenAsync, OnTokenValidated = FindSessionAsync, OnChallenge = RefuseAsync, OnForbidden = ForbidAsync };
    }

    private static async Task FindTokenAsync(MessageReceivedContext context)
    {
        var http = context.HttpContext;
        context.Token = PresentedToken.Find(context.Request)?.Value;
        if (string.IsNullOrEmpty(context.Token))
        {
            context.NoResult();
            return;
        }

        // Read before anything else is: what is found now is kept under them.
        var stamps = await http.FindStampsAsync(http.RequestServices.GetRequiredService<ChangeFeed>());
        var memory = http.RequestServices.GetRequiredService<SessionMemory>();
        if (stamps is not null && memory.Find(context.Token, stamps) is { } known)
        {
            context.Principal = known.Principal;
            http.Features.Set(known.Caller);
            context.Success();
        }
        else if (context.Token.StartsWith(AccessTokens.Prefix, StringComparison.Ordinal))
        {
            await FindAccessTokenAsync(context, context.Token);
        }
    }

    private static async Task FindAccessTokenAsync(MessageReceivedContext context, string token)
    {
        var http = context.HttpContext;
        if (await http.RequestServices.GetRequiredService<AccessTokens>().FindAsync(token, http.RequestAborted) is not var (caller, expires))
        {
            context.Fail(new SecurityTokenException("no such access token"));
            return;
        }

        context.Principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(TokenIssuer.NameClaim, caller.User.Username)], context.Scheme.Name, TokenIssuer.NameClaim, Roles.Claim));
        Accept(http, token, new KnownToken(context.Principal, caller, expires));
        context.Success();
    }

    private static async Task FindSessionAsync(TokenValidatedContext context)
    {
        var http = context.HttpContext;
        var sessions = http.RequestServices.GetRequiredService<LiveSessions>();
        if (await sessions.FindAsync(context.Principal!, http.RequestAborted) is { } caller)
            Accept(http, PresentedToken.Find(context.Request)!.Value, new KnownToken(context.Principal!, caller, new DateTimeOffset(context.SecurityToken.ValidTo, TimeSpan.Zero)));
        else context.Fail(new SecurityTokenExpiredException("the session ended"));
    }

    private static void Accept(HttpContext context, string token, KnownToken found)
    {
        ((ClaimsIdentity)found.Principal.Identity!).AddClaim(new Claim(Roles.Claim, found.Caller.Role));
        context.Features.Set(found.Caller);
        if (context.FindStamps() is { } seen) context.RequestServices.GetRequiredService<SessionMemory>().Keep(token, found, seen);
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

    private static Task ForbidAsync(ForbiddenContext context)
    {
        var needed = context.HttpContext.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).OfType<string>().MaxBy(Roles.Rank) ?? UserRole.Viewer;
        var caller = context.HttpContext.FindCaller();
        var have = caller switch
        {
            null => "",
            { Session: null } => $", and this personal access token has the role {caller.Role}",
            _ => $", and {caller.User.Username} has the role {caller.Role}",
        };
        return FailureBoundary.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden,
            new ErrorResponse { Error = $"this needs the role {needed}{have}; ask an admin", Code = "forbidden" });
    }

    private static string Explain(Exception? failure, HttpRequest request) => failure switch
    {
        null => "cookie token is empty",
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNoExpirationException => "Token is expired",
        SecurityTokenInvalidAlgorithmException => "invalid signing algorithm",
        SecurityTokenInvalidSignatureException when new JsonWebToken(PresentedToken.Find(request)!.Value).Alg != SecurityAlgorithms.HmacSha256 => "invalid signing algorithm",
        SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException => "signature is invalid",
        SecurityTokenMalformedException or ArgumentException => "token contains an invalid number of segments",
        _ => "token is invalid",
    };
}
