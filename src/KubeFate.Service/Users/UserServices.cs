using KubeFate.Service.Hosting;
using KubeFate.Service.Users.Sessions;
using KubeFate.Service.Users.Streams;
using KubeFate.Service.Users.Tokens;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Users;

/// <summary>Puts users, sessions and tokens into the service.</summary>
internal static class UserServices
{
    public static IServiceCollection AddUsers(this IServiceCollection services, ServiceOptions options) => services
        .AddSingleton<SigningKey>()
        .AddSingleton<SessionChanges>()
        .AddSingleton<TokenIssuer>()
        .AddSingleton<PasswordHasher<string>>()
        .AddSingleton<SignIn>()
        .AddSingleton<FirstUser>()
        .AddSingleton<UserAccounts>()
        .AddSingleton<SessionStore>()
        .AddSingleton<LiveSessions>()
        .AddSingleton<SessionMemory>()
        .AddSingleton<StreamStore>()
        .AddSingleton<LiveStreams>()
        .AddSingleton<AccessTokenStore>()
        .AddSingleton<AccessTokens>()
        .AddLoginRate(options)
        .AddTrustedProxies(options)
        .AddTokenAuthentication();

    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        LoginEndpoints.Map(routes);
        UserEndpoints.Map(routes);
        TokenEndpoints.Map(routes);
    }
}
