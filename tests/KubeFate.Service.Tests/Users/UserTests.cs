namespace KubeFate.Service.Tests.Users;

/// <summary>/v1/user over HTTP.</summary>
public sealed class UserTests : ServiceTests
{
    private static readonly string[] Keys = ["CreatedAt", "DeletedAt", "ID", "UpdatedAt", "role", "userStatus", "username", "uuid"];

    [Theory]
    [InlineData("v1/user")]
    [InlineData("v1/user/")]
    public async Task The_list_has_the_originals_keys_and_neither_hash_nor_salt(string path)
    {
        var list = await GetAsync(path);

        var user = Assert.Single(list.Json["data"]!.AsArray())!.AsObject();
        Assert.Equal(Keys, user.Select(part => part.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("admin", "admin", "Available", "getUserList Success"),
            (user["username"]!.GetValue<string>(), user["role"]!.GetValue<string>(), user["userStatus"]!.GetValue<string>(), list.Json["msg"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_new_user_is_an_operator_and_may_sign_in_and_see_itself_alone()
    {
        var made = await PostAsync("v1/user", """{"username":"bob","password":"password-of-bob","email":"bob@example.com"}""");
        Assert.Equal((200, "bob", "bob@example.com", "operator"), (made.Status, made.Data("username"), made.Data("email"), made.Data("role")));
        Assert.DoesNotContain("password", made.Text, StringComparison.Ordinal);
        var admin = (await GetAsync("v1/user/me")).Data("uuid");

        var bob = await TokenOfAsync("bob");

        Assert.Equal(made.Data("uuid"), (await GetAsync("v1/user/me", bob)).Data("uuid"));
        Assert.Equal("bob", (await GetAsync("v1/user/" + made.Data("uuid"), bob)).Data("username"));
        var other = await GetAsync("v1/user/" + admin, bob);
        Assert.Equal((403, "forbidden"), (other.Status, other.Json["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_told_in_the_originals_words()
    {
        await AddUserAsync("bob");
        var again = await PostAsync("v1/user", """{"username":"bob","password":"password-of-bob"}""");
        Assert.Equal((409, """{"error":"User is existed.","code":"user_exists"}"""), (again.Status, again.Text));
    }

    [Theory]
    [InlineData("{}", "username is missing")]
    [InlineData("null", "body is null")]
    [InlineData("", "body is empty")]
    [InlineData("{\"username\":", "not as expected")]
    [InlineData("""{"username":5}""", "username")]
    [InlineData("""{"username":"","password":"long-enough"}""", "username is missing")]
    [InlineData("""{"username":"bob"}""", "password is missing")]
    [InlineData("""{"username":"bob","password":""}""", "password is missing")]
    [InlineData("""{"username":"bob","password":"short"}""", "from 8 to 256")]
    [InlineData("""{"username":"bobbobbob","password":"BobBobBob"}""", "must not be the user's name")]
    [InlineData("""{"username":"bob\nadmin","password":"long-enough"}""", "username must be")]
    [InlineData("""{"username":"-bob","password":"long-enough"}""", "username must be")]
    [InlineData("""{"username":"me","password":"long-enough"}""", "must not be me")]
    [InlineData("""{"username":"bob","password":"long-enough","role":"root"}""", "not one of viewer, operator, admin")]
    [InlineData("""{"username":"bob","password":"long-enough","userStatus":"Gone"}""", "not one of Available, Deprecate")]
    public async Task A_user_that_cannot_be_is_refused_with_the_reason(string body, string reason)
    {
        var refused = await PostAsync("v1/user", body);
        Assert.Equal(400, refused.Status);
        Assert.Contains(reason, refused.Json["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Single((await GetAsync("v1/user")).Json["data"]!.AsArray());
    }

    [Fact]
    public async Task An_old_clients_update_is_taken_and_what_it_leaves_out_stays()
    {
        var uuid = await AddUserAsync("bob", "viewer");
        Assert.Equal("""{"msg":"setUser Success"}""", (await PutAsync("v1/user/" + uuid, """{"ID":2,"email":"z"}""")).Text);
        var bob = await GetAsync("v1/user/" + uuid);
        Assert.Equal(("z", "viewer", "Available"), (bob.Data("email"), bob.Data("role"), bob.Data("userStatus")));
        Assert.Equal(200, await SignInStatusAsync("bob", "password-of-bob"));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PUT", """{"email":"z"}""")]
    [InlineData("DELETE", "")]
    public async Task An_unknown_user_is_not_found_in_the_originals_words(string method, string body)
    {
        var missing = await Service.SendAsync(new HttpMethod(method), "v1/user/00000000-0000-0000-0000-000000000000", body);
        Assert.Equal((404, "record not found"), (missing.Status, missing.Json["error"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_name_cannot_be_changed()
    {
        var uuid = await AddUserAsync("bob");
        Assert.Equal(400, (await PutAsync("v1/user/" + uuid, """{"username":"eve"}""")).Status);
        Assert.Equal(200, (await PutAsync("v1/user/" + uuid, """{"username":"bob","email":"b"}""")).Status);
    }

    [Theory]
    [InlineData("DELETE", "")]
    [InlineData("PUT", """{"role":"operator"}""")]
    [InlineData("PUT", """{"userStatus":"Deprecate"}""")]
    public async Task The_last_admin_stays(string method, string body)
    {
        await AddUserAsync("bob");
        var disabled = await AddUserAsync("carol", "admin");
        await PutAsync("v1/user/" + disabled, """{"userStatus":"Deprecate"}""");

        var refused = await Service.SendAsync(new HttpMethod(method), "v1/user/me", body);
        Assert.Equal((409, "last_admin"), (refused.Status, refused.Json["code"]!.GetValue<string>()));

        await AddUserAsync("dave", "admin");
        Assert.Equal(200, (await Service.SendAsync(new HttpMethod(method), "v1/user/me", body)).Status);
    }

    [Fact]
    public async Task A_deleted_users_session_is_refused_also_when_the_name_is_given_again()
    {
        var uuid = await AddUserAsync("bob");
        var token = await TokenOfAsync("bob");
        Assert.Equal("""{"msg":"deleteUser Success"}""", (await DeleteAsync("v1/user/" + uuid)).Text);
        Assert.Equal((401, """{"code":401,"message":"Token is expired"}"""), await ReadAsync(token));
        Assert.Equal(401, await SignInStatusAsync("bob", "password-of-bob"));

        await AddUserAsync("bob");
        Assert.Equal(401, (await GetAsync("v1/version", token)).Status);
    }

    [Fact]
    public async Task A_disabled_user_is_out_at_once_and_its_sessions_stay_ended_when_it_is_enabled()
    {
        var uuid = await AddUserAsync("bob");
        var token = await TokenOfAsync("bob");
        await PutAsync("v1/user/" + uuid, """{"userStatus":"Deprecate"}""");
        Assert.Equal((401, """{"code":401,"message":"Token is expired"}"""), await ReadAsync(token));
        Assert.Equal(401, await SignInStatusAsync("bob", "password-of-bob"));

        await PutAsync("v1/user/" + uuid, """{"userStatus":"Available"}""");
        Assert.Equal(401, (await GetAsync("v1/version", token)).Status);
        Assert.Equal(200, await SignInStatusAsync("bob", "password-of-bob"));
    }

    [Fact]
    public async Task A_password_that_an_admin_sets_ends_the_users_sessions_in_the_same_moment()
    {
        var uuid = await AddUserAsync("bob");
        var token = await TokenOfAsync("bob");
        await PutAsync("v1/user/" + uuid, """{"password":"another-password"}""");
        Assert.Equal(401, (await GetAsync("v1/version", token)).Status);
        Assert.Equal(401, await SignInStatusAsync("bob", "password-of-bob"));
        Assert.Equal(200, (await GetAsync("v1/version", await TokenOfAsync("bob", "another-password"))).Status);
    }

    [Fact]
    public async Task A_user_changes_its_own_password_with_the_old_one_and_all_its_sessions_end()
    {
        await AddUserAsync("bob", "viewer");
        var (one, other) = (await TokenOfAsync("bob"), await TokenOfAsync("bob"));

        var wrong = await PutAsync("v1/user/me/password", """{"old_password":"guess","new_password":"another-password"}""", one);
        Assert.Equal((400, "application/problem+json", "password_wrong"), (wrong.Status, wrong.Type, wrong.Json["code"]!.GetValue<string>()));
        var weak = await PutAsync("v1/user/me/password", """{"old_password":"password-of-bob","new_password":"short"}""", one);
        Assert.Equal(400, weak.Status);
        Assert.Contains("new_password", weak.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        Assert.Equal(200, (await PutAsync("v1/user/me/password", """{"old_password":"password-of-bob","new_password":"another-password"}""", one)).Status);
        Assert.Equal((401, 401), ((await GetAsync("v1/version", one)).Status, (await GetAsync("v1/version", other)).Status));
        Assert.Equal((401, 200), (await SignInStatusAsync("bob", "password-of-bob"), await SignInStatusAsync("bob", "another-password")));
    }

    private async Task<(int Status, string Text)> ReadAsync(string token)
    {
        var answer = await GetAsync("v1/cluster", token);
        return (answer.Status, answer.Text);
    }
}
