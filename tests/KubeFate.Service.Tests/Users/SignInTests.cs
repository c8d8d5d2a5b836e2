using System.Net;
using System.Text;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Tests.Users;

public sealed class SignInTests(SharedService shared) : IClassFixture<SharedService>
{
    [Theory]
    [InlineData("""{"username":"admin","password":"x"}""", "incorrect Username or Password")]
    [InlineData("""{"username":"nobody","password":"x"}""", "incorrect Username or Password")]
    [InlineData("{}", "incorrect Username or Password")]
    [InlineData("", "missing Username or Password")]
    [InlineData("{\"username\":", "missing Username or Password")]
    [InlineData("""{"username":1,"password":"x"}""", "missing Username or Password")]
    [InlineData("username=admin&password=admin", "missing Username or Password")]
    public async Task A_refused_sign_in_has_the_originals_words(string body, string message)
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder);
        using var answer = await service.Http.PostAsync("v1/user/login", new StringContent(body), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal($$"""{"code":401,"message":"{{message}}"}""", (await RunningService.ReadAsync(answer)).ToJsonString());
        Assert.Equal("JWT realm=gin jwt", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task The_token_is_taken_from_header_query_and_cookie()
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder);
        var token = await service.SignInAsync();
        Assert.Equal(HttpStatusCode.OK, await GetAsync(service, "v1/version", null));
        service.Http.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(HttpStatusCode.OK, await GetAsync(service, "v1/version/?token=" + token, null));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(service, "v1/version/", "jwt=" + token));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(service, "v1/version/", null));
    }

    [Theory]
    [InlineData(null, "cookie token is empty")]
    [InlineData("Basic abc", "cookie token is empty")]
    [InlineData("Bearer ", "cookie token is empty")]
    [InlineData("Bearer abc", "token contains an invalid number of segments")]
    [InlineData("Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleHAiOjk5OTU0MzkyMTMsImlkIjoiYWRtaW4ifQ.x_9jC6PMwoj4bwfEYTH_O-M0XqD6MZ_h1OyYTbggAAA", "signature is invalid")]
    [InlineData("Bearer eyJhbGciOiAibm9uZSIsICJ0eXAiOiAiSldUIn0.eyJpZCI6ICJhZG1pbiIsICJleHAiOiA5OTk1NDM4MzEzfQ.", "invalid signing algorithm")]
    public async Task A_refused_token_has_the_originals_words(string? header, string message)
    {
        using var http = new HttpClient { BaseAddress = shared.Running.Http.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1/cluster/");
        if (header is not null) request.Headers.TryAddWithoutValidation("Authorization", header);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(message, (await RunningService.ReadAsync(answer))["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_token_outlives_a_restart_and_holds_the_originals_claims()
    {
        using var folder = new TempFolder();
        string token;
        await using (var first = await RunningService.StartAsync(folder)) token = await first.SignInAsync();
        await using var second = await RunningService.StartAsync(folder);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(second, "v1/version?token=" + token, null));

        var payload = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        var claims = System.Text.Json.Nodes.JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '='))))!.AsObject();
        Assert.Equal(["exp", "id", "jti", "orig_iat"], claims.Select(claim => claim.Key).Order(StringComparer.Ordinal));
        Assert.Equal(1800, claims["exp"]!.GetValue<long>() - claims["orig_iat"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_changed_variable_sets_the_new_password_and_only_that()
    {
        using var folder = new TempFolder();
        await using (var first = await RunningService.StartAsync(folder)) await first.SignInAsync();
        await using var second = await RunningService.StartAsync(folder, options => options with { UserPassword = "second-password" });
        // It is taken over right after the start. Signing in tells too, but each try is one of few that an account has.
        var users = second.Services.GetRequiredService<UserStore>();
        var hasher = second.Services.GetRequiredService<PasswordHasher<string>>();
        using var guard = HangGuard.Begin(TestContext.Current.CancellationToken);
        while (hasher.VerifyHashedPassword("admin", (await users.FindAsync("admin", guard.Token))!.PasswordHash, "second-password") == PasswordVerificationResult.Failed)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, guard.Token);
        await second.SignInAsync("second-password");
        using var old = await second.TrySignInAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
    }

    private static async Task<HttpStatusCode> GetAsync(RunningService service, string path, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var answer = await service.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
