using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Service.Users.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace KubeFate.Service.Tests.Users;

public sealed class LoginProtectionTests : ServiceTests
{
    private protected override ServiceOptions Configure(ServiceOptions options) => options with { LoginsPerMinute = 1000 };

    [Fact]
    public async Task Ten_wrong_passwords_lock_an_account_for_five_minutes_and_nobody_is_told()
    {
        await AddUserAsync("bob");
        var session = await TokenOfAsync("bob");
        for (var i = 0; i < LockOut.Failures; i++) Assert.Equal(401, await SignInStatusAsync("bob", "wrong"));

        using (var locked = await Service.TrySignInAsync("password-of-bob", "bob"))
            Assert.Equal("""{"code":401,"message":"incorrect Username or Password"}""", await locked.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(200, (await GetAsync("v1/version", session)).Status);
        Assert.Equal(200, await SignInStatusAsync("admin", "first-password"));

        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(200, await SignInStatusAsync("bob", "password-of-bob"));
    }

    [Fact]
    public async Task A_right_password_forgets_the_wrong_ones_before_it()
    {
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < LockOut.Failures - 1; i++) await SignInStatusAsync("admin", "wrong");
            Assert.Equal(200, await SignInStatusAsync("admin", "first-password"));
        }
    }

    [Fact]
    public async Task Each_further_failure_locks_longer()
    {
        for (var i = 0; i < LockOut.Failures; i++) await SignInStatusAsync("admin", "wrong");
        Time.Advance(TimeSpan.FromMinutes(5));
        await SignInStatusAsync("admin", "wrong");
        Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(401, await SignInStatusAsync("admin", "first-password"));
        Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, await SignInStatusAsync("admin", "first-password"));
        Assert.Equal(TimeSpan.FromHours(1), LockOut.After(1000));
    }

    [Fact]
    public async Task An_admin_lifts_a_lock_with_a_new_password()
    {
        var uuid = await AddUserAsync("bob");
        for (var i = 0; i < LockOut.Failures; i++) await SignInStatusAsync("bob", "wrong");
        await PutAsync("v1/user/" + uuid, """{"password":"another-password"}""");
        Assert.Equal(200, await SignInStatusAsync("bob", "another-password"));
    }

    [Fact]
    public async Task Many_guesses_at_once_are_counted_one_by_one()
    {
        await AddUserAsync("bob");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SignInStatusAsync("bob", "wrong")));
        Assert.Equal(LockOut.Failures, (await Get<UserStore>().FindAsync("bob", Cancel))!.FailedLogins);
    }

    [Fact]
    public async Task A_guess_of_the_old_password_counts_too()
    {
        await AddUserAsync("bob");
        var session = await TokenOfAsync("bob");
        for (var i = 0; i < LockOut.Failures; i++) await PutAsync("v1/user/me/password", """{"old_password":"guess","new_password":"another-password"}""", session);
        var locked = await PutAsync("v1/user/me/password", """{"old_password":"password-of-bob","new_password":"another-password"}""", session);
        Assert.Contains("locked until 2026-11-23T12:05:00Z", locked.Json["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("")]
    [InlineData("admin")]
    [InlineData("disabled")]
    [InlineData("locked")]
    public async Task Every_sign_in_costs_one_hash(string name)
    {
        await PutAsync("v1/user/" + await AddUserAsync("disabled"), """{"userStatus":"Deprecate"}""");
        await AddUserAsync("locked");
        for (var i = 0; i < LockOut.Failures; i++) await SignInStatusAsync("locked", "wrong");
        var hasher = new CountingHasher();
        var signIn = new SignIn(Get<UserStore>(), hasher, Get<TokenIssuer>(), Time, NullLogger<SignIn>.Instance);

        var outcome = await signIn.TryAsync(name, "password", Cancel);

        Assert.Null(outcome.Login);
        Assert.Equal((1, 1), (hasher.Verified, hasher.Hashed));
    }

    [Fact]
    public async Task A_password_with_an_old_hash_is_hashed_anew_and_its_sessions_live_on()
    {
        var weak = new PasswordHasher<string>(Options.Create(new PasswordHasherOptions { IterationCount = 1000 })).HashPassword("bob", "password-of-bob");
        await Get<UserStore>().AddAsync(Records.User("bob") with { PasswordHash = weak }, Cancel);

        var token = await TokenOfAsync("bob");

        Assert.Equal(200, (await GetAsync("v1/version", token)).Status);
        var kept = (await Get<UserStore>().FindAsync("bob", Cancel))!.PasswordHash;
        Assert.NotEqual(weak, kept);
        Assert.Equal(PasswordVerificationResult.Success, new PasswordHasher<string>().VerifyHashedPassword("bob", kept, "password-of-bob"));
    }

    private T Get<T>() where T : notnull => Service.Services.GetRequiredService<T>();

    private sealed class CountingHasher : PasswordHasher<string>
    {
        public int Hashed { get; private set; }

        public int Verified { get; private set; }

        public override string HashPassword(string user, string password)
        {
            Hashed++;
            return base.HashPassword(user, password);
        }

        public override PasswordVerificationResult VerifyHashedPassword(string user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
