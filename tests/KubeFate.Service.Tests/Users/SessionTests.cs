using KubeFate.Service.Audit;
using KubeFate.Service.Storage;
using KubeFate.Service.Users.Sessions;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Tests.Users;

public sealed class SessionTests : ServiceTests
{
    [Fact]
    public async Task A_logout_ends_the_session_that_asks_for_it_and_no_other()
    {
        var (one, other) = (await TokenOfAsync("admin", "first-password"), await TokenOfAsync("admin", "first-password"));

        var logout = await PostAsync("v1/user/logout", token: one);

        Assert.Equal((200, """{"code":200}"""), (logout.Status, logout.Text));
        var refused = await GetAsync("v1/version", one);
        Assert.Equal((401, """{"code":401,"message":"Token is expired"}"""), (refused.Status, refused.Text));
        Assert.Equal(200, (await GetAsync("v1/version", other)).Status);
    }

    [Fact]
    public async Task A_logout_without_a_token_or_with_a_dead_one_is_answered_as_ever()
    {
        var token = await TokenOfAsync("admin", "first-password");
        SignOut();
        foreach (var presented in new[] { null, "nonsense", token, token })
        {
            var logout = await PostAsync("v1/user/logout", token: presented);
            Assert.Equal((200, """{"code":200}"""), (logout.Status, logout.Text));
        }
    }

    [Fact]
    public async Task A_session_is_renewed_for_a_day_and_then_ends()
    {
        var began = Time.GetUtcNow();
        var token = await TokenOfAsync("admin", "first-password");
        var end = began;
        for (var minutes = 0; minutes < 24 * 60 - 20; minutes += 20)
        {
            Time.Advance(TimeSpan.FromMinutes(20));
            var renewed = await PostAsync("v1/user/refresh", token: token);
            Assert.Equal((200, 200), (renewed.Status, renewed.Json["code"]!.GetValue<int>()));
            (token, end) = (renewed.Json["token"]!.GetValue<string>(), renewed.Json["expire"]!.GetValue<DateTimeOffset>());
        }

        Assert.Equal(began.AddHours(24), end);
        Time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(401, (await PostAsync("v1/user/refresh", token: token)).Status);
    }

    [Fact]
    public async Task A_logout_ends_the_tokens_that_the_session_was_renewed_with_too()
    {
        var first = await TokenOfAsync("admin", "first-password");
        var second = (await PostAsync("v1/user/refresh", token: first)).Json["token"]!.GetValue<string>();
        await PostAsync("v1/user/logout", token: second);
        Assert.Equal((401, 401), ((await GetAsync("v1/version", first)).Status, (await GetAsync("v1/version", second)).Status));
        Assert.Equal(401, (await PostAsync("v1/user/refresh", token: first)).Status);
    }

    [Fact]
    public async Task A_dead_token_is_not_renewed()
    {
        var token = await TokenOfAsync("admin", "first-password");
        SignOut();
        Assert.Equal(401, (await PostAsync("v1/user/refresh")).Status);
        Time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(401, (await PostAsync("v1/user/refresh", token: token)).Status);
    }

    [Fact]
    public async Task What_is_kept_of_an_ended_session_is_removed_when_its_tokens_have_expired()
    {
        await PostAsync("v1/user/logout", token: await TokenOfAsync("admin", "first-password"));
        var retention = Service.Services.GetRequiredService<AuditRetention>();

        Time.Advance(TimeSpan.FromHours(23));
        await retention.PurgeAsync(Cancel);
        Assert.Equal(1, await CountAsync());

        Time.Advance(TimeSpan.FromHours(2));
        await retention.PurgeAsync(Cancel);
        Assert.Equal(0, await CountAsync());
    }

    private Task<int> CountAsync() =>
        Service.Services.GetRequiredService<Database>().ReadAsync((db, cancel) => db.GetTable<RevokedSessionRecord>().CountAsync(cancel), Cancel);
}
