using KubeFate.Client.Users;
using KubeFate.Service.Audit;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Service.Users;
using KubeFate.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Tests.Users;

/// <summary>Looks at every route there is.</summary>
public sealed class RouteTests
{
    [Fact]
    public async Task Every_route_says_who_may_use_it() =>
        Assert.Empty((await RoutesAsync())
            .Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is null && !route.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy is { } policy && Roles.All.Contains(policy)))
            .Select(Name));

    [Fact]
    public async Task Every_route_that_changes_something_is_in_the_audit_log() =>
        Assert.Empty((await RoutesAsync()).Where(Changes).Where(route => route.Metadata.GetMetadata<AuditedAction>() is null).Select(Name));

    [Fact]
    public async Task A_viewer_changes_nothing_but_its_own_user()
    {
        var open = (await RoutesAsync()).Where(Changes)
            .Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null || route.Metadata.GetOrderedMetadata<IAuthorizeData>().All(data => data.Policy is null or UserRole.Viewer));
        Assert.All(open, route => Assert.Matches("^(POST /v1/user/(login|logout|refresh)|PUT /v1/user/me/password|POST /v1/token/?|DELETE /v1/token/\\{uuid\\})$", Name(route)));
    }

    [Fact]
    public async Task An_action_is_a_noun_and_a_verb() =>
        Assert.All((await RoutesAsync()).Select(route => route.Metadata.GetMetadata<AuditedAction>()?.Action).OfType<string>(), action => Assert.Matches(@"^[a-z]+\.[a-z]+$", action));

    private static async Task<List<RouteEndpoint>> RoutesAsync()
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder);
        return [.. service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
    }

    private static bool Changes(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Any(method => method is "POST" or "PUT" or "DELETE" or "PATCH") ?? false;

    private static string Name(RouteEndpoint route) =>
        string.Join(',', route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []) + " " + route.RoutePattern.RawText;
}
