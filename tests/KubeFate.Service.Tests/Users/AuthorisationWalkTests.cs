using System.Net.Http.Headers;
using KubeFate.Client.Users;
using KubeFate.Service.Hosting;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Service.Users;

namespace KubeFate.Service.Tests.Users;

/// <summary>Every route, with every role and every kind of credential, against the table of who may use it.</summary>
public sealed class AuthorisationWalkTests : ServiceTests
{
    private const string Anyone = "anyone";

    /// <summary>Who may use a route, with the roles above it. A new route must come here: the walk fails without it.</summary>
    private static readonly Dictionary<string, string> Needs = new(StringComparer.Ordinal)
    {
        ["GET /"] = Anyone,
        ["GET /v1"] = Anyone,
        ["GET /v1/audit"] = UserRole.Admin,
        ["GET /v1/chart"] = UserRole.Viewer,
        ["POST /v1/chart"] = UserRole.Admin,
        ["POST /v1/chart/images"] = UserRole.Operator,
        ["GET /v1/chart/valueTemplateExample/{name}/{version}"] = UserRole.Viewer,
        ["DELETE /v1/chart/{uuid}"] = UserRole.Admin,
        ["GET /v1/chart/{uuid}"] = UserRole.Viewer,
        ["GET /v1/chart/{uuid}/archive"] = UserRole.Viewer,
        ["GET /v1/cluster"] = UserRole.Viewer,
        ["POST /v1/cluster"] = UserRole.Operator,
        ["PUT /v1/cluster"] = UserRole.Operator,
        ["POST /v1/cluster/render"] = UserRole.Operator,
        ["DELETE /v1/cluster/{uuid}"] = UserRole.Operator,
        ["GET /v1/cluster/{uuid}"] = UserRole.Viewer,
        ["GET /v1/cluster/{uuid}/status"] = UserRole.Viewer,
        ["GET /v1/job"] = UserRole.Viewer,
        ["DELETE /v1/job/{id}"] = UserRole.Operator,
        ["GET /v1/job/{id}"] = UserRole.Viewer,
        ["PUT /v1/job/{id}"] = UserRole.Operator,
        ["GET /v1/job/{id}/events"] = UserRole.Viewer,
        ["GET /v1/log/{clusterId}"] = UserRole.Viewer,
        ["GET /v1/log/{clusterId}/stream"] = UserRole.Viewer,
        ["GET /v1/log/{clusterId}/ws"] = UserRole.Viewer,
        ["GET /v1/namespace"] = UserRole.Viewer,
        ["GET /v1/supportbundle"] = UserRole.Operator,
        ["GET /v1/swagger/doc.json"] = Anyone,
        ["GET /v1/swagger/{file?}"] = Anyone,
        ["GET /v1/token"] = UserRole.Viewer,
        ["POST /v1/token"] = UserRole.Viewer,
        ["DELETE /v1/token/{uuid}"] = UserRole.Viewer,
        ["GET /v1/user"] = UserRole.Admin,
        ["POST /v1/user"] = UserRole.Admin,
        ["GET /v1/user/login"] = Anyone,
        ["POST /v1/user/login"] = Anyone,
        ["POST /v1/user/logout"] = Anyone,
        ["PUT /v1/user/me/password"] = UserRole.Viewer,
        ["POST /v1/user/refresh"] = UserRole.Viewer,
        ["DELETE /v1/user/{uuid}"] = UserRole.Admin,
        ["GET /v1/user/{uuid}"] = UserRole.Viewer,
        ["PUT /v1/user/{uuid}"] = UserRole.Admin,
        ["GET /v1/version"] = UserRole.Viewer,
    };

    /// <summary>What needs a session as well: a personal access token may be of an admin and gives nobody access.</summary>
    private static readonly string[] SessionAlone = ["POST /v1/token", "POST /v1/user", "PUT /v1/user/me/password"];

    private protected override ServiceOptions Configure(ServiceOptions options) => options with { LoginsPerMinute = 10000 };

    [Fact]
    public void Every_route_is_in_the_table_and_nothing_else_is() =>
        Assert.Equal(Needs.Keys.Order(StringComparer.Ordinal), ServiceRoute.Of(Service).Select(route => route.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(UserRole.Viewer)]
    [InlineData(UserRole.Operator)]
    [InlineData(UserRole.Admin)]
    public async Task A_role_may_use_the_routes_of_the_table_and_no_other_whatever_it_shows(string role)
    {
        await AddUserAsync("walker", role);
        var session = await TokenOfAsync("walker");
        var full = (await PostAsync("v1/token", """{"name":"full"}""", session)).Data("token");
        await AddUserAsync("high", UserRole.Admin);
        var lowered = (await PostAsync("v1/token", $$"""{"name":"low","role":"{{role}}"}""", await TokenOfAsync("high"))).Data("token");
        SignOut();
        var wrong = new List<string>();
        foreach (var route in ServiceRoute.Of(Service))
        {
            // Its own session is not to end on the way.
            if (route.Name == "POST /v1/user/logout") continue;
            wrong.AddRange(await TryAsync(route, role, "session", isToken: false, "Authorization", "Bearer " + session));
            wrong.AddRange(await TryAsync(route, role, "cookie", isToken: false, "Cookie", "jwt=" + session));
            wrong.AddRange(await TryAsync(route, role, "query", isToken: false, "?token", session));
            wrong.AddRange(await TryAsync(route, role, "token", isToken: true, "Authorization", "Bearer " + full));
            wrong.AddRange(await TryAsync(route, role, "admin's token of the role", isToken: true, "Authorization", "Bearer " + lowered));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Nobody_gets_in_with_nothing_with_another_scheme_or_with_what_has_ended()
    {
        await AddUserAsync("bob", UserRole.Admin);
        var ended = await TokenOfAsync("bob");
        var made = await PostAsync("v1/token", """{"name":"x"}""", ended);
        await DeleteAsync("v1/token/" + made.Data("uuid"));
        await PostAsync("v1/user/logout", token: ended);
        SignOut();
        var wrong = new List<string>();
        foreach (var route in ServiceRoute.Of(Service).Where(route => Needs[route.Name] != Anyone))
        {
            foreach (var (name, value) in new[] { ("Accept", "*/*"), ("Authorization", "Basic YWRtaW46Zmlyc3QtcGFzc3dvcmQ="), ("Authorization", "Bearer " + ended), ("Cookie", "jwt=" + ended), ("Cookie", "jwt="), ("?token", ""), ("?token", ended), ("Authorization", "Bearer " + made.Data("token")), ("Authorization", "Bearer kft_x"), ("Authorization", "bearer") })
            {
                if (await StatusAsync(route, name, value) is not 401 and var status) wrong.Add($"{route.Name} with {name}: {status}");
            }
        }

        Assert.Empty(wrong);
    }

    private async Task<IEnumerable<string>> TryAsync(ServiceRoute route, string role, string kind, bool isToken, string name, string value)
    {
        var needed = Needs[route.Name];
        var status = await StatusAsync(route, name, value);
        var may = needed == Anyone || Roles.Rank(role) >= Roles.Rank(needed);
        // Nobody but an admin sees another user; that it is none is not told.
        if (route.Name == "GET /v1/user/{uuid}") may = role == UserRole.Admin;
        if (isToken && SessionAlone.Contains(route.Name)) may = false;
        // Who is let in finds nothing behind the ids, or sent nothing; a sign-in with nothing in it is refused as one.
        var fits = needed == Anyone || (may ? status is not (401 or 403) : status == 403);
        return fits ? [] : [$"{route.Name} as {role} by {kind}: {status}"];
    }

    private async Task<int> StatusAsync(ServiceRoute route, string name, string value)
    {
        var address = name == "?token" ? $"{route.Address}?token={value}" : route.Address;
        using var request = new HttpRequestMessage(route.Method, address);
        if (name != "?token") request.Headers.TryAddWithoutValidation(name, value);
        if (route.Method != HttpMethod.Get) request.Content = new StringContent("{}", new MediaTypeHeaderValue("application/json"));
        using var answer = await Service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        return (int)answer.StatusCode;
    }
}
