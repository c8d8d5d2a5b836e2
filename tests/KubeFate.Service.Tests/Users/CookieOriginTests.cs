using KubeFate.Service.Tests.Hosting;

namespace KubeFate.Service.Tests.Users;

/// <summary>The cookie alone carries no write and no WebSocket from another origin. Every route is tried.</summary>
public sealed class CookieOriginTests : ServiceTests
{
    private const string Foreign = "https://elsewhere.example";

    [Theory]
    [InlineData("Origin", Foreign)]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task No_route_takes_the_cookie_from_another_origin_for_what_may_change_something(string header, string value)
    {
        var cookie = await CookieAsync();
        var taken = new List<string>();
        foreach (var route in Acting())
        {
            foreach (var query in new[] { "", "?token=" })
            {
                if (!await IsRefusedAsync(route, route.Address + query, ("Cookie", cookie), (header, value))) taken.Add(route.Name + query);
            }
        }

        Assert.Empty(taken);
    }

    [Fact]
    public async Task A_page_of_our_own_a_program_and_a_token_that_the_caller_knows_pass_everywhere()
    {
        var cookie = await CookieAsync();
        var token = cookie["jwt=".Length..];
        var own = "http://" + Service.Http.BaseAddress!.Authority;
        var refused = new List<string>();
        foreach (var route in Acting())
        {
            (string Name, string Value)[][] callers =
            [
                [("Cookie", cookie)],
                [("Cookie", cookie), ("Origin", own)],
                [("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"), ("Origin", Foreign)],
                [("Cookie", cookie), ("Authorization", "Bearer " + token), ("Origin", Foreign)],
                [("Authorization", "Bearer " + token), ("Origin", Foreign)],
            ];
            foreach (var caller in callers)
            {
                if (await IsRefusedAsync(route, route.Address, caller)) refused.Add($"{route.Name} of {string.Join(' ', caller.Select(header => header.Name))}");
            }

            if (await IsRefusedAsync(route, route.Address + "?token=" + token, ("Cookie", cookie), ("Origin", Foreign))) refused.Add(route.Name + " with the token in the query");
        }

        Assert.Empty(refused);
    }

    [Fact]
    public async Task A_form_of_another_site_makes_no_token_with_the_cookie()
    {
        SignOut();
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/token") { Content = new StringContent("""{"name":"stolen"}""", System.Text.Encoding.UTF8, "text/plain") };
        request.Headers.Add("Cookie", await CookieAsync());
        request.Headers.Add("Origin", Foreign);
        using var answer = await Service.Http.SendAsync(request, Cancel);

        var body = await RunningService.ReadAsync(answer);
        Assert.Equal((403, "cross_site"), ((int)answer.StatusCode, body["code"]!.GetValue<string>()));
        Assert.Contains("send the token in the header Authorization", body["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty((await GetAsync("v1/token", await TokenOfAsync("admin", "first-password"))).Json["data"]!.AsArray());
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("Bearer    ")]
    [InlineData("Basic YTpi")]
    public async Task A_header_without_a_token_is_none(string header)
    {
        var route = ServiceRoute.Of(Service).Single(route => route.Name == "POST /v1/token");
        var cookie = await CookieAsync();
        SignOut();
        Assert.True(await IsRefusedAsync(route, "v1/token", ("Authorization", header), ("Cookie", cookie), ("Origin", Foreign)));
    }

    private IEnumerable<ServiceRoute> Acting() => ServiceRoute.Of(Service).Where(route => route.Acts);

    private async Task<string> CookieAsync()
    {
        var token = await TokenOfAsync("admin", "first-password");
        SignOut();
        return "jwt=" + token;
    }

    private async Task<bool> IsRefusedAsync(ServiceRoute route, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(route.Method, address);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (route.Name.EndsWith("/ws", StringComparison.Ordinal))
        {
            request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
            request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        }

        using var answer = await Service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        return (int)answer.StatusCode == 403 && (await answer.Content.ReadAsStringAsync(Cancel)).Contains("cross_site", StringComparison.Ordinal);
    }
}
