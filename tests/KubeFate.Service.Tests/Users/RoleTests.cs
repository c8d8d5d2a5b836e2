using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Users;

public sealed class RoleTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private RunningService? _service;

    private RunningService Service => _service ?? throw new InvalidOperationException("not started");

    public async ValueTask InitializeAsync()
    {
        _service = await RunningService.StartAsync(_folder);
        await Service.SignInAsync();
        foreach (var role in new[] { "viewer", "operator", "admin" })
            await Service.SendAsync(HttpMethod.Post, "v1/user", $$"""{"username":"a-{{role}}","password":"long-enough","role":"{{role}}"}""");
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("GET", "v1/cluster", 200, 200, 200)]
    [InlineData("GET", "v1/job", 200, 200, 200)]
    [InlineData("GET", "v1/version", 200, 200, 200)]
    [InlineData("GET", "v1/user/me", 200, 200, 200)]
    [InlineData("GET", "v1/token", 200, 200, 200)]
    [InlineData("GET", "v1/token?all=true", 403, 403, 200)]
    [InlineData("DELETE", "v1/cluster/none", 403, 404, 404)]
    [InlineData("PUT", "v1/job/none?jobStatus=stop", 403, 404, 404)]
    [InlineData("GET", "v1/user", 403, 403, 200)]
    [InlineData("GET", "v1/user/none", 403, 403, 404)]
    [InlineData("POST", "v1/user", 403, 403, 400)]
    [InlineData("DELETE", "v1/user/none", 403, 403, 404)]
    [InlineData("GET", "v1/audit", 403, 403, 200)]
    public async Task A_role_may_what_it_may_and_no_more(string method, string path, int viewer, int @operator, int admin)
    {
        foreach (var (role, status) in new[] { ("viewer", viewer), ("operator", @operator), ("admin", admin) })
        {
            await Service.SignInAsync("long-enough", "a-" + role);
            Assert.Equal(status, (await Service.SendAsync(new HttpMethod(method), path)).Status);
        }
    }

    [Fact]
    public async Task A_refusal_says_which_role_is_needed_and_which_one_has()
    {
        await Service.SignInAsync("long-enough", "a-viewer");

        var old = await Service.SendAsync(HttpMethod.Delete, "v1/cluster/none");
        var added = await Service.SendAsync(HttpMethod.Get, "v1/audit");

        Assert.Equal("""{"error":"this needs the role operator, and a-viewer has the role viewer; ask an admin","code":"forbidden"}""", old.Text);
        Assert.Equal(("application/problem+json", "forbidden", "Forbidden", 403), (added.Type, added.Json["code"]!.GetValue<string>(), added.Json["title"]!.GetValue<string>(), added.Json["status"]!.GetValue<int>()));
        Assert.Equal(added.Json["detail"]!.GetValue<string>(), added.Json["error"]!.GetValue<string>());
        Assert.Contains("the role admin", added.Json["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_role_counts_from_the_next_request_on()
    {
        var token = await Service.SignInAsync("long-enough", "a-operator");
        var uuid = (await Service.SendAsync(HttpMethod.Get, "v1/user/me")).Data("uuid");
        await Service.SignInAsync();

        Assert.Equal(200, (await Service.SendAsync(HttpMethod.Put, "v1/user/" + uuid, """{"role":"viewer"}""")).Status);

        Assert.Equal(403, (await Service.SendAsync(HttpMethod.Delete, "v1/cluster/none", token: token)).Status);
        Assert.Equal(200, (await Service.SendAsync(HttpMethod.Get, "v1/cluster", token: token)).Status);
    }
}
