using KubeFate.Client.Audit;
using KubeFate.Client.Users;
using KubeFate.Service.Audit;
using KubeFate.Service.Hosting;
using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Storage.Servers;
using KubeFate.Service.Users;
using KubeFate.Service.Users.Sessions;
using KubeFate.Service.Users.Tokens;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Service.Tests.Storage;

/// <summary>What users, sessions, tokens and the audit log promise, on every database alike.</summary>
public abstract class UserStorageTests(DatabaseServers servers, DatabaseType type) : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero).AddTicks(1234567));
    private Database _database = new(new DatabaseOptions());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private UserStore Users => new(_database, _time);

    private AccessTokenStore Tokens => new(_database);

    public async ValueTask InitializeAsync() => _database = new Database(await servers.RentAsync(type, GetType().Name, Cancel));

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_user_comes_back_whole_by_name_by_uuid_and_in_the_list()
    {
        var user = await Users.AddAsync(Records.User("bob") with { Email = "böb@example.com", FailedLogins = 3, LockedUntil = _time.GetUtcNow() }, Cancel);
        Assert.Equal([user, user, user], [await Users.FindAsync("bob", Cancel), await Users.FindByUuidAsync(user.Uuid, Cancel), Assert.Single(await Users.ListAsync(Cancel))]);
        Assert.Null(await Users.FindAsync("Bob", Cancel));
        Assert.Null(await Users.FindByUuidAsync("none", Cancel));
    }

    [Fact]
    public async Task Failures_are_counted_lock_and_are_forgotten()
    {
        var user = await Users.AddAsync(Records.User("bob"), Cancel);
        var until = _time.GetUtcNow().AddMinutes(5);

        Assert.True(await Users.CountFailureAsync(user.Id, null, Cancel));
        Assert.True(await Users.CountFailureAsync(user.Id, until, Cancel));
        Assert.False(await Users.CountFailureAsync(0, until, Cancel));
        var locked = await Users.FindAsync("bob", Cancel);
        await Users.ForgetFailuresAsync(user.Id, Cancel);

        Assert.Equal((2, until), (locked!.FailedLogins, locked.LockedUntil));
        Assert.Equal(user, await Users.FindAsync("bob", Cancel));
    }

    [Fact]
    public async Task A_new_password_moves_the_sessions_epoch_on()
    {
        var user = await Users.AddAsync(Records.User("bob") with { FailedLogins = 12, LockedUntil = _time.GetUtcNow() }, Cancel);
        var session = Session.Begin(user, _time.GetUtcNow());
        Assert.True(session.BelongsTo(user));

        await Users.SetPasswordHashAsync("bob", "new", Cancel);

        var changed = await Users.FindAsync("bob", Cancel);
        Assert.False(session.BelongsTo(changed!));
        Assert.Equal((0, null, "new"), (changed!.FailedLogins, changed.LockedUntil, changed.PasswordHash));
    }

    [Fact]
    public async Task A_newer_hash_of_a_password_that_was_changed_meanwhile_is_dropped()
    {
        var user = await Users.AddAsync(Records.User("bob"), Cancel);
        await Users.SetPasswordHashAsync("bob", "changed", Cancel);
        await Users.ReplaceHashAsync(user, "newer hash of the old one", Cancel);
        Assert.Equal("changed", (await Users.FindAsync("bob", Cancel))!.PasswordHash);
    }

    [Fact]
    public async Task A_change_leaves_alone_what_it_does_not_name()
    {
        var user = await Users.AddAsync(Records.User("bob"), Cancel);
        await Users.SetPasswordHashAsync("bob", "changed meanwhile", Cancel);
        await Accounts().UpdateAsync(user, new UserRequest { Email = "b@example.com" }, Cancel);
        var changed = await Users.FindAsync("bob", Cancel);
        Assert.Equal(("b@example.com", "changed meanwhile", UserRole.Admin, 1L), (changed!.Email, changed.PasswordHash, changed.Role, changed.SessionEpoch));
    }

    [Fact]
    public async Task Of_admins_who_remove_each_other_at_once_one_is_left()
    {
        var admins = new List<UserRecord>();
        for (var i = 0; i < 4; i++) admins.Add(await Users.AddAsync(Records.User($"admin-{i}"), Cancel));

        var outcomes = await Task.WhenAll(admins.Select((admin, i) => Task.Run(async () =>
        {
            try
            {
                await (i % 2 == 0 ? Accounts().DeleteAsync(admin, Cancel) : Accounts().UpdateAsync(admin, new UserRequest { Role = UserRole.Viewer }, Cancel));
                return "gone";
            }
            catch (ServiceException refused)
            {
                return refused.Code;
            }
        })));

        Assert.Equal(["gone", "gone", "gone", "last_admin"], outcomes.Order(StringComparer.Ordinal));
        Assert.Single(await Users.ListAsync(Cancel), user => user.Role == UserRole.Admin);
    }

    [Fact]
    public async Task An_ended_session_is_known_until_it_is_purged()
    {
        var sessions = new SessionStore(_database, _time);
        var user = await Users.AddAsync(Records.User("bob"), Cancel);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => sessions.AddAsync("ended", _time.GetUtcNow().AddHours(1), Cancel))));

        Assert.Equal(new UserWithSession(user, SessionEnded: true), await Users.FindWithSessionAsync("bob", "ended", Cancel));
        Assert.Equal(new UserWithSession(user, SessionEnded: false), await Users.FindWithSessionAsync("bob", "Ended", Cancel));
        Assert.Null(await Users.FindWithSessionAsync("none", "ended", Cancel));
        Assert.Equal(0, await sessions.PurgeAsync(Cancel));
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await sessions.PurgeAsync(Cancel));
        Assert.False((await Users.FindWithSessionAsync("bob", "ended", Cancel))!.SessionEnded);
    }

    [Fact]
    public async Task Tokens_come_back_with_their_owner_and_go_with_it()
    {
        var bob = await Users.AddAsync(Records.User("bob"), Cancel);
        var eve = await Users.AddAsync(Records.User("eve"), Cancel);
        await Tokens.AddAsync(Token(bob, "one") with { Role = UserRole.Viewer, ExpiresAt = _time.GetUtcNow().AddDays(1) }, Cancel);
        await Tokens.AddAsync(Token(eve, "two"), Cancel);
        Assert.Equal(StorageFailure.Duplicate, (await Assert.ThrowsAsync<StorageException>(() => Tokens.AddAsync(Token(eve, "two"), Cancel))).Code);

        var found = await Tokens.FindByHashAsync("hash of one", Cancel);
        Assert.Equal((bob, "one", UserRole.Viewer, _time.GetUtcNow().AddDays(1)), (found!.Owner, found.Token.Name, found.Token.Role, found.Token.ExpiresAt));
        Assert.Equal(["one", "two"], (await Tokens.ListAsync(null, Cancel)).Select(owned => owned.Token.Name));
        Assert.Equal(["two"], (await Tokens.ListAsync(eve.Id, Cancel)).Select(owned => owned.Token.Name));

        await Accounts().DeleteAsync(bob, Cancel);
        Assert.Null(await Tokens.FindAsync(found.Token.Uuid, Cancel));
        Assert.Single(await Tokens.ListAsync(null, Cancel));
    }

    [Fact]
    public async Task A_use_is_noted_once_a_minute()
    {
        var bob = await Users.AddAsync(Records.User("bob"), Cancel);
        await Tokens.AddAsync(Token(bob, "one"), Cancel);
        var id = (await Tokens.FindByHashAsync("hash of one", Cancel))!.Token.Id;
        var first = _time.GetUtcNow();
        foreach (var seconds in new[] { 0, 30, 60 }) await Tokens.SetLastUsedAsync(id, first.AddSeconds(seconds), Cancel);
        Assert.Equal(first.AddSeconds(60), (await Tokens.FindByHashAsync("hash of one", Cancel))!.Token.LastUsedAt);
        await Tokens.SetLastUsedAsync(id, first.AddSeconds(90), Cancel);
        Assert.Equal(first.AddSeconds(60), (await Tokens.FindByHashAsync("hash of one", Cancel))!.Token.LastUsedAt);
    }

    [Fact]
    public async Task The_audit_log_is_filtered_cut_and_purged()
    {
        var audit = new AuditStore(_database);
        foreach (var (user, action, target) in new[] { ("bob", "cluster.install", "c1"), ("eve", "cluster.delete", "c1"), ("bob", "user.login", "") })
        {
            await audit.AddAsync(Entry(user, action, target), Cancel);
            _time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal("user.login cluster.delete cluster.install", await ActionsAsync(new()));
        Assert.Equal("cluster.delete cluster.install", await ActionsAsync(new() { Action = "cluster" }));
        Assert.Equal("user.login cluster.install", await ActionsAsync(new() { Username = "bob" }));
        Assert.Equal("cluster.delete cluster.install", await ActionsAsync(new() { Target = "fate/c1" }));
        Assert.Equal("", await ActionsAsync(new() { Action = "%" }));
        Assert.Equal("cluster.delete", await ActionsAsync(new() { Limit = 1, Offset = 1 }));
        Assert.Equal("user.login", await ActionsAsync(new() { Since = _time.GetUtcNow().AddMinutes(-90) }));
        Assert.Equal("cluster.install", await ActionsAsync(new() { Until = _time.GetUtcNow().AddMinutes(-150) }));
        Assert.Equal(2, await audit.PurgeAsync(_time.GetUtcNow().AddMinutes(-90), Cancel));
        Assert.Equal("user.login", await ActionsAsync(new()));

        async Task<string> ActionsAsync(AuditQuery query) => string.Join(' ', (await audit.ListAsync(query, Cancel)).Items.Select(entry => entry.Action));
    }

    [Fact]
    public async Task Names_and_keys_are_exact_to_the_last_blank()
    {
        var user = await Users.AddAsync(Records.User("admin"), Cancel);
        var (clusters, tokens, settings) = (Records.Clusters(_database, _time), new AccessTokenStore(_database), new SettingStore(_database, _time));
        var cluster = await _database.WriteAsync((db, cancel) => clusters.AddAsync(db, Records.Cluster("one"), cancel), Cancel);
        await tokens.AddAsync(Token(user, "x"), Cancel);
        await settings.SetAsync("name", "value", Cancel);
        foreach (var other in new Func<string, string>[] { name => name + " ", name => " " + name, name => name.ToUpperInvariant(), name => name + "\u0301", name => name + "\u00ad" })
        {
            Assert.Null(await Users.FindAsync(other("admin"), Cancel));
            Assert.Null(await Users.FindByUuidAsync(other(user.Uuid + "x"), Cancel));
            Assert.Null(await clusters.FindAsync(other("one"), cluster.Namespace, Cancel));
            Assert.Empty((await clusters.ListAsync(new() { Name = other("one") }, Cancel)).Items);
            Assert.Empty((await clusters.ListAsync(new() { Namespace = other(cluster.Namespace) }, Cancel)).Items);
            Assert.Null(await tokens.FindByHashAsync(other("hash of x"), Cancel));
            Assert.Null(await settings.FindAsync(other("name"), Cancel));
            // Another name is another user, as the unique index sees it.
            await Users.AddAsync(Records.User(other("admin")), Cancel);
        }

        Assert.Equal(user.Id, (await Users.FindAsync("admin", Cancel))!.Id);
    }

    private UserAccounts Accounts()
    {
        var hasher = new PasswordHasher<string>();
        var tokens = new TokenIssuer(new SigningKey(new SettingStore(_database, _time)), new ServiceOptions { DataFolder = "", ChartsFolder = "", Database = new DatabaseOptions() }, _time);
        return new UserAccounts(_database, Users, hasher, new SignIn(Users, hasher, tokens, _time, NullLogger<SignIn>.Instance), new SessionChanges());
    }

    private AccessTokenRecord Token(UserRecord owner, string name) =>
        new() { Uuid = Guid.NewGuid().ToString(), UserId = owner.Id, Name = name, Hash = "hash of " + name, CreatedAt = _time.GetUtcNow() };

    private AuditEventRecord Entry(string user, string action, string target) => new()
    {
        Time = _time.GetUtcNow(),
        Username = user,
        Action = action,
        Target = target,
        TargetName = "fate/" + target,
        Outcome = AuditOutcome.Accepted,
        Status = 200,
        Detail = new string('ü', 1000),
        Remote = "10.0.0.1",
    };
}

public sealed class SqliteUserStorageTests(DatabaseServers servers) : UserStorageTests(servers, DatabaseType.Sqlite);

public sealed class MySqlUserStorageTests(DatabaseServers servers) : UserStorageTests(servers, DatabaseType.MySql);

public sealed class PostgresUserStorageTests(DatabaseServers servers) : UserStorageTests(servers, DatabaseType.Postgres);
