using System.Text.Json.Nodes;
using KubeFate.Service.Audit;
using KubeFate.Service.Hosting;
using KubeFate.Service.Tests.Users;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Tests.Audit;

/// <summary>/v1/audit over HTTP.</summary>
public sealed class AuditTests : ServiceTests
{
    private protected override ServiceOptions Configure(ServiceOptions options) => options with { LoginsPerMinute = 1000, AuditDays = 30 };

    [Fact]
    public async Task An_entry_says_who_did_what_to_whom_how_it_ended_and_from_where()
    {
        var uuid = await AddUserAsync("bob", "viewer");
        var entry = (await ListAsync("?action=user.create"))[0];
        Assert.Equal(
            $$"""{"id":{{entry["id"]}},"time":"2026-11-23T12:00:00Z","username":"admin","action":"user.create","target":"{{uuid}}","target_name":"bob","outcome":"accepted","status":200,"detail":"role viewer","remote":"127.0.0.1"}""",
            entry.ToJsonString());
    }

    [Fact]
    public async Task Sign_ins_are_in_it_with_the_name_and_never_the_password()
    {
        await SignInStatusAsync("admin", "secret-guess");
        await SignInStatusAsync("nobody", "secret-guess");
        await SignInStatusAsync("my secret-guess!", "admin"); // typed into the wrong field

        var entries = await ListAsync("?action=user.login");

        Assert.Equal(["|unknown user", "nobody|unknown user", "admin|wrong password", "admin|"], entries.Select(entry => $"{entry["username"]}|{entry["detail"]}"));
        Assert.Equal(["refused", "refused", "refused", "accepted"], entries.Select(entry => entry["outcome"]!.GetValue<string>()));
        Assert.DoesNotContain("secret-guess", (await GetAsync("v1/audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_in_it_with_its_reason_also_of_a_route_that_only_reads()
    {
        await AddUserAsync("bob", "viewer");
        var bob = await TokenOfAsync("bob");
        await DeleteAsync("v1/cluster/some-uuid", bob);
        await GetAsync("v1/user", bob);
        await DeleteAsync("v1/cluster/some-uuid");

        var entries = await ListAsync("?outcome=refused");

        Assert.Equal(["admin|cluster.delete|some-uuid|404|record not found", "bob|access.refused||403|GET /v1/user: this needs the role admin, and bob has the role viewer; ask an admin",
            "bob|cluster.delete|some-uuid|403|this needs the role operator, and bob has the role viewer; ask an admin"],
            entries.Select(entry => $"{entry["username"]}|{entry["action"]}|{entry["target"]}|{entry["status"]}|{entry["detail"]}"));
        Assert.Empty(await ListAsync("?action=version"));
    }

    [Fact]
    public async Task A_users_entries_stay_when_the_user_goes()
    {
        var uuid = await AddUserAsync("bob");
        await TokenOfAsync("bob");
        await DeleteAsync("v1/user/" + uuid);
        Assert.Equal("user.login", (await ListAsync("?username=bob"))[0]["action"]!.GetValue<string>());
        Assert.Equal(["user.delete", "user.create"], (await ListAsync("?target=" + uuid)).Select(entry => entry["action"]!.GetValue<string>()));
        Assert.Equal(2, (await ListAsync("?target=bob")).Count);
    }

    [Fact]
    public async Task The_list_is_cut_and_filtered_by_time()
    {
        for (var i = 0; i < 101; i++) await PostAsync("v1/user/refresh");
        Time.Advance(TimeSpan.FromMinutes(10));
        await PostAsync("v1/user/refresh");

        var all = await GetAsync("v1/audit");
        Assert.Equal((100, 103), (all.Json["data"]!.AsArray().Count, all.Json["total"]!.GetValue<int>()));
        Assert.Equal("2026-11-23T12:10:00Z", all.Json["data"]![0]!["time"]!.GetValue<string>());
        Assert.Equal(103, (await ListAsync("?limit=1000")).Count);
        Assert.Equal("user.login", Assert.Single(await ListAsync("?limit=1&offset=102"))["action"]!.GetValue<string>());
        Assert.Single(await ListAsync("?since=2026-11-23T12:01:00Z"));
        Assert.Equal(100, (await ListAsync("?until=2026-11-23T12:01:00Z")).Count);
        Assert.Equal(102, (await ListAsync("?limit=1000&action=user.refresh")).Count);
        Assert.Equal("user.login", (await ListAsync("?sort=time&limit=1"))[0]["action"]!.GetValue<string>());

        var wrong = await GetAsync("v1/audit?limit=0&outcome=perhaps&since=yesterday");
        Assert.Equal((400, "application/problem+json"), (wrong.Status, wrong.Type));
        foreach (var name in new[] { "limit", "outcome", "since" }) Assert.Contains(name, wrong.Json["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_go_when_their_days_are_over()
    {
        Time.Advance(TimeSpan.FromDays(20));
        await SignInStatusAsync("admin", "first-password");
        Time.Advance(TimeSpan.FromDays(11));
        await Service.Services.GetRequiredService<AuditRetention>().PurgeAsync(Cancel);
        await Service.SignInAsync();
        Assert.Equal(["2026-12-24T12:00:00Z", "2026-12-13T12:00:00Z"], (await ListAsync("")).Select(entry => entry["time"]!.GetValue<string>()));
    }

    private async Task<List<JsonObject>> ListAsync(string query) =>
        [.. (await GetAsync("v1/audit" + query)).Json["data"]!.AsArray().Select(entry => entry!.AsObject())];
}
