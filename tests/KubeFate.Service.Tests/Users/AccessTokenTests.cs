using System.Text;

namespace KubeFate.Service.Tests.Users;

/// <summary>/v1/token over HTTP.</summary>
public sealed class AccessTokenTests : ServiceTests
{
    [Fact]
    public async Task A_token_is_shown_once_kept_as_a_hash_and_works_wherever_a_sign_in_does()
    {
        var made = await PostAsync("v1/token", """{"name":"nightly"}""");
        var token = made.Data("token");
        Assert.StartsWith("kft_", token, StringComparison.Ordinal);
        Assert.Equal(("nightly", "admin", "admin"), (made.Data("name"), made.Data("username"), made.Data("role")));
        Assert.Equal(["created_at", "expires_at", "last_used_at", "name", "role", "username", "uuid"], (await ListAsync())[0]!.AsObject().Select(part => part.Key).Order(StringComparer.Ordinal));

        SignOut();
        Assert.Equal(200, (await GetAsync("v1/cluster", token)).Status);
        Assert.Equal(200, (await GetAsync("v1/version?token=" + token)).Status);
        Assert.Equal("admin", (await GetAsync("v1/user/me", token)).Data("username"));
        var unknown = await GetAsync("v1/cluster", token[..^1] + (token[^1] == 'A' ? 'B' : 'A'));
        Assert.Equal((401, """{"code":401,"message":"token is invalid"}"""), (unknown.Status, unknown.Text));
        foreach (var file in Directory.GetFiles(Folder, "kubefate.db*"))
            Assert.DoesNotContain(token[4..], Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_may_do_less_than_its_owner_and_never_more()
    {
        var bob = await AddUserAsync("bob");
        var session = await TokenOfAsync("bob");
        Assert.Equal(400, (await PostAsync("v1/token", """{"name":"x","role":"admin"}""", session)).Status);
        var full = (await PostAsync("v1/token", """{"name":"full"}""", session)).Data("token");
        var low = (await PostAsync("v1/token", """{"name":"low","role":"viewer"}""", session)).Data("token");

        Assert.Equal((404, 403), ((await DeleteAsync("v1/cluster/none", full)).Status, (await DeleteAsync("v1/cluster/none", low)).Status));
        Assert.Contains("this personal access token has the role viewer", (await DeleteAsync("v1/cluster/none", low)).Text, StringComparison.Ordinal);

        await PutAsync("v1/user/" + bob, """{"role":"viewer"}""");
        Assert.Equal(403, (await DeleteAsync("v1/cluster/none", full)).Status);
    }

    [Fact]
    public async Task A_token_expires()
    {
        var made = await PostAsync("v1/token", """{"name":"week","expires_in_days":7}""");
        Assert.Equal(Time.GetUtcNow().AddDays(7), made.Json["data"]!["expires_at"]!.GetValue<DateTimeOffset>());
        Time.Advance(TimeSpan.FromDays(7).Subtract(TimeSpan.FromSeconds(1)));
        Assert.Equal(200, (await GetAsync("v1/version", made.Data("token"))).Status);
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, (await GetAsync("v1/version", made.Data("token"))).Status);
    }

    [Fact]
    public async Task When_a_token_was_last_used_is_kept_to_the_minute()
    {
        var token = (await PostAsync("v1/token", """{"name":"x"}""")).Data("token");
        Assert.Null((await ListAsync())[0]!["last_used_at"]);
        var first = Time.GetUtcNow();
        await GetAsync("v1/version", token);
        Time.Advance(TimeSpan.FromSeconds(59));
        await GetAsync("v1/version", token);
        Assert.Equal(first, (await ListAsync())[0]!["last_used_at"]!.GetValue<DateTimeOffset>());
        Time.Advance(TimeSpan.FromSeconds(1));
        await GetAsync("v1/version", token);
        Assert.Equal(first.AddMinutes(1), (await ListAsync())[0]!["last_used_at"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task A_revoked_token_is_refused_and_only_its_owner_or_an_admin_revokes_it()
    {
        await AddUserAsync("bob");
        await AddUserAsync("eve");
        var (bob, eve) = (await TokenOfAsync("bob"), await TokenOfAsync("eve"));
        var made = await PostAsync("v1/token", """{"name":"x"}""", bob);
        var path = "v1/token/" + made.Data("uuid");

        Assert.Equal(404, (await DeleteAsync(path, eve)).Status);
        Assert.Empty((await GetAsync("v1/token", eve)).Json["data"]!.AsArray());
        Assert.Equal(403, (await GetAsync("v1/token?all=true", eve)).Status);
        Assert.Equal(200, (await GetAsync("v1/version", made.Data("token"))).Status);
        Assert.Equal("bob", (await GetAsync("v1/token?all=true")).Json["data"]![0]!["username"]!.GetValue<string>());

        Assert.Equal(200, (await DeleteAsync(path)).Status);
        Assert.Equal(401, (await GetAsync("v1/version", made.Data("token"))).Status);
        Assert.Equal(404, (await DeleteAsync(path, bob)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tokens_end_with_their_user(bool deleted)
    {
        var uuid = await AddUserAsync("bob");
        var token = (await PostAsync("v1/token", """{"name":"x"}""", await TokenOfAsync("bob"))).Data("token");
        if (deleted) await DeleteAsync("v1/user/" + uuid);
        else await PutAsync("v1/user/" + uuid, """{"userStatus":"Deprecate"}""");

        Assert.Equal(401, (await GetAsync("v1/version", token)).Status);
        Assert.Equal(deleted ? 0 : 1, (await GetAsync("v1/token?all=true")).Json["data"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_lost_token_can_neither_make_another_nor_take_the_account_over()
    {
        Use((await PostAsync("v1/token", """{"name":"x"}""")).Data("token"));
        Assert.Equal(403, (await PostAsync("v1/token", """{"name":"y"}""")).Status);
        Assert.Equal(403, (await PutAsync("v1/user/me/password", """{"old_password":"first-password","new_password":"another-password"}""")).Status);
        Assert.Equal(400, (await PostAsync("v1/user/refresh")).Status);
    }

    [Fact]
    public async Task An_admins_token_takes_access_away_and_gives_none()
    {
        var (viewer, disabled) = (await AddUserAsync("viewer", "viewer"), await AddUserAsync("disabled"));
        await PutAsync("v1/user/" + disabled, """{"userStatus":"Deprecate"}""");
        Use((await PostAsync("v1/token", """{"name":"x"}""")).Data("token"));

        foreach (var (refused, act) in new[]
                 {
                     (await PutAsync("v1/user/me", """{"password":"another-password"}"""), "set a password"),
                     (await PutAsync("v1/user/" + viewer, """{"password":"another-password"}"""), "set a password"),
                     (await PutAsync("v1/user/" + viewer, """{"role":"admin"}"""), "raise a role"),
                     (await PutAsync("v1/user/" + disabled, """{"userStatus":"Available"}"""), "enable a user"),
                     (await PostAsync("v1/user", """{"username":"eve","password":"password-of-eve"}"""), "make a user"),
                 })
        {
            Assert.Equal((403, "forbidden"), (refused.Status, refused.Json["code"]!.GetValue<string>()));
            Assert.Contains($"a personal access token cannot {act}; sign in with the password", refused.Json["error"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        Assert.Equal(200, (await PutAsync("v1/user/" + viewer, """{"email":"v@example.com","role":"viewer","userStatus":"Deprecate"}""")).Status);
        Assert.Equal(200, (await DeleteAsync("v1/user/" + viewer)).Status);
        Assert.Equal((200, 401), (await SignInStatusAsync("admin", "first-password"), await SignInStatusAsync("disabled", "password-of-disabled")));
    }

    [Theory]
    [InlineData("{}", "name is missing")]
    [InlineData("""{"name":" "}""", "name is missing")]
    [InlineData("""{"name":"a\nb"}""", "control character")]
    [InlineData("""{"name":"x","role":"root"}""", "not one of viewer, operator, admin")]
    [InlineData("""{"name":"x","expires_in_days":0}""", "from 1 to 3650")]
    public async Task A_token_that_cannot_be_is_refused_as_problem_details(string body, string reason)
    {
        var refused = await PostAsync("v1/token", body);
        Assert.Equal((400, "application/problem+json"), (refused.Status, refused.Type));
        Assert.Contains(reason, refused.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(await ListAsync());
    }

    private async Task<System.Text.Json.Nodes.JsonArray> ListAsync() => (await GetAsync("v1/token")).Json["data"]!.AsArray();
}
