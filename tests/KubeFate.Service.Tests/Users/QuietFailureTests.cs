using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Storage.Servers;
using KubeFate.Service.Users.Sessions;
using KubeFate.Testing;
using LinqToDB.Data;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Tests.Users;

/// <summary>Who has not signed in learns nothing of what lies inside, whatever the database meets.</summary>
public sealed class QuietFailureTests : ServiceTests
{
    private protected override ServiceOptions Configure(ServiceOptions options) => options with { LoginsPerMinute = 1000 };

    [Fact]
    public async Task A_database_that_cannot_be_written_answers_right_and_wrong_passwords_as_ever_and_counts_the_guesses()
    {
        await AddUserAsync("bob");
        Assert.Equal(401, await SignInStatusAsync("bob", "wrong"));
        await RefuseWritesAsync();

        Assert.Equal(200, await SignInStatusAsync("bob", "password-of-bob"));
        for (var i = 0; i < LockOut.Failures; i++) Assert.Equal(401, await SignInStatusAsync("bob", "wrong"));
        Assert.Equal((401, 401), (await SignInStatusAsync("bob", "password-of-bob"), await SignInStatusAsync("nobody", "wrong")));
        Assert.Equal(200, await SignInStatusAsync("admin", "first-password"));

        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(200, await SignInStatusAsync("bob", "password-of-bob"));
    }

    [Fact]
    public async Task A_failure_of_the_database_names_its_kind_and_the_request_and_the_log_has_the_rest()
    {
        await ExecuteAsync("ALTER TABLE users RENAME TO elsewhere");
        SignOut();

        var answer = await PostAsync("v1/user/login", """{"username":"admin","password":"first-password"}""");

        Assert.Equal((503, "other"), (answer.Status, answer.Json["code"]!.GetValue<string>()));
        Assert.Matches(@"^the service's database refused this; its log has the reason \(request \w+:\w+\)$", answer.Json["error"]!.GetValue<string>());
        var request = answer.Json["error"]!.GetValue<string>().Split("(request ")[1].TrimEnd(')');
        var line = Assert.Single(Service.Services.GetRequiredService<RecentLog>().Lines, line => line.Contains(request, StringComparison.Ordinal));
        Assert.Contains("kubefate.db", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_storage_failure_is_told_without_its_place()
    {
        foreach (var kind in Enum.GetValues<StorageFailure>())
        {
            var (status, body) = FailureAnswers.Of(new StorageException(kind, "the database /data/kubefate.db at db.internal:5432/kube_fate failed", false), "0HN:1");
            Assert.DoesNotMatch("/data|db.internal|5432|kube_fate|[a-z]\\.db", body.Error);
            Assert.Contains("0HN:1", body.Error, StringComparison.Ordinal);
            Assert.Equal(kind == StorageFailure.Full ? (507, "disk_full") : (503, FailureCodes.Of(kind)), (status, body.Code));
        }
    }

    [Theory]
    [InlineData("v1/cluster?name=%00")]
    [InlineData("v1/cluster?name=a%0Ab")]
    [InlineData("v1/job?creator=%00")]
    [InlineData("v1/chart?name=%7F")]
    [InlineData("v1/audit?target=x%00")]
    [InlineData("v1/user/%01")]
    [InlineData("v1/job/a%09b")]
    [InlineData("v1/token?%00=x")]
    public async Task A_control_character_in_an_address_is_a_fault_of_the_request(string path)
    {
        var answer = await GetAsync(path);
        Assert.Equal((400, "request_invalid"), (answer.Status, answer.Json["code"]!.GetValue<string>()));
        Assert.Contains("control character", answer.Json["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private async Task RefuseWritesAsync()
    {
        foreach (var table in new[] { "users", "audit_events", "settings" })
        {
            foreach (var act in new[] { "INSERT", "UPDATE" })
                await ExecuteAsync($"CREATE TRIGGER no_{act}_{table} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, 'no room'); END");
        }
    }

    private Task ExecuteAsync(string sql) => Service.Services.GetRequiredService<Database>().WriteAsync((db, cancel) => db.ExecuteAsync(sql, cancel), Cancel);
}

/// <summary>The same over the wire of each database: a zero character is no name, and no error of the database's own.</summary>
public abstract class ZeroCharacterTests(DatabaseServers servers, DatabaseType type)
{
    [Fact]
    public async Task A_zero_character_is_answered_like_any_other_wrong_name()
    {
        var database = await servers.CreateDatabaseAsync(type, TestContext.Current.CancellationToken);
        using var folder = new TempFolder();
        await using var service = await Hosting.RunningService.StartAsync(folder, options => options with { Database = database });
        foreach (var name in new[] { "admin\\u0000", "\\u0000", "ad\\u0000min" })
        {
            var login = await service.SendAsync(HttpMethod.Post, "v1/user/login", $$"""{"username":"{{name}}","password":"first-password"}""");
            Assert.Equal((401, """{"code":401,"message":"incorrect Username or Password"}"""), (login.Status, login.Text));
        }

        // "admin " is another name than "admin", and so is "Admin".
        foreach (var name in new[] { "admin ", "Admin", " admin" })
            Assert.Equal(401, (await service.SendAsync(HttpMethod.Post, "v1/user/login", $$"""{"username":"{{name}}","password":"first-password"}""")).Status);

        await service.SignInAsync();
        foreach (var (path, body) in new[] { ("v1/cluster", """{"name":"a\u0000","namespace":"b","chart_name":"fate","chart_version":"v1"}"""), ("v1/user", """{"username":"a\u0000","password":"password"}""") })
            Assert.Equal(400, (await service.SendAsync(HttpMethod.Post, path, body)).Status);
        Assert.Equal(400, (await service.SendAsync(HttpMethod.Get, "v1/cluster?name=%00")).Status);
    }
}

public sealed class SqliteZeroCharacterTests(DatabaseServers servers) : ZeroCharacterTests(servers, DatabaseType.Sqlite);

public sealed class MySqlZeroCharacterTests(DatabaseServers servers) : ZeroCharacterTests(servers, DatabaseType.MySql);

public sealed class PostgresZeroCharacterTests(DatabaseServers servers) : ZeroCharacterTests(servers, DatabaseType.Postgres);
