using System.Net;
using KubeFate.Service.Hosting;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Users;

/// <summary>How often one address may try, and what counts as an address.</summary>
public sealed class LoginRateTests
{
    [Fact]
    public async Task Too_many_sign_ins_from_one_address_are_refused_with_the_cure_and_nothing_else_is()
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder, options => options with { LoginsPerMinute = 3 });
        for (var i = 0; i < 3; i++) await service.SignInAsync();

        var refused = await service.SendAsync(HttpMethod.Post, "v1/user/login", """{"username":"admin","password":"first-password"}""");

        Assert.Equal((429, "too_many_requests"), (refused.Status, refused.Json["code"]!.GetValue<string>()));
        Assert.Contains("personal access token", refused.Json["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(200, (await service.SendAsync(HttpMethod.Get, "v1/version")).Status);
        // What the limit holds back fills no table.
        Assert.Equal(3, (await service.SendAsync(HttpMethod.Get, "v1/audit?action=user.login")).Json["data"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_forwarded_address_is_not_believed_from_anybody()
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder, options => options with { LoginsPerMinute = 2 });
        Assert.Equal("200 200 429", await SignInFromEachAsync(service, "10.0.0.1", "10.0.0.2", "10.0.0.3"));
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_each_caller_has_its_own_limit_and_its_address_is_in_the_audit_log()
    {
        using var folder = new TempFolder();
        await using var service = await RunningService.StartAsync(folder,
            options => options with { LoginsPerMinute = 2, TrustedProxies = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("192.168.0.0/16")] });
        // What the caller itself wrote in front of the proxy's line is passed over.
        Assert.Equal("200 200 429 200", await SignInFromEachAsync(service, "8.8.8.8, 10.0.0.1", "10.0.0.1, 192.168.1.1", "9.9.9.9, 10.0.0.1", "10.0.0.2"));
        Assert.Equal("200 200 429", await SignInFromEachAsync(service, "2001:db8:0:1::5", "2001:db8:0:1::6", "2001:db8:0:1::7"));

        service.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "10.0.0.3");
        await service.SignInAsync();
        var remotes = (await service.SendAsync(HttpMethod.Get, "v1/audit")).Json["data"]!.AsArray().Select(entry => entry!["remote"]!.GetValue<string>());
        Assert.Equal(["10.0.0.3", "2001:db8:0:1::6", "2001:db8:0:1::5", "10.0.0.2", "10.0.0.1", "10.0.0.1"], remotes);
    }

    [Fact]
    public void Proxies_are_addresses_and_networks()
    {
        var options = ServiceOptionsReader.Read(name => name == "FATECLOUD_TRUSTED_PROXIES" ? "10.42.0.0/16, 192.168.1.7,::1" : null);
        Assert.Equal(["10.42.0.0/16", "192.168.1.7/32", "::1/128"], options.TrustedProxies.Select(network => network.ToString()));
        var wrong = Assert.Throws<ServiceException>(() => ServiceOptionsReader.Read(name => name == "FATECLOUD_TRUSTED_PROXIES" ? "ingress" : null));
        Assert.Contains("FATECLOUD_TRUSTED_PROXIES", wrong.Message, StringComparison.Ordinal);
    }

    private static async Task<string> SignInFromEachAsync(RunningService service, params string[] addresses)
    {
        var statuses = new List<int>();
        foreach (var address in addresses) statuses.Add(await SignInFromAsync(service, address));
        return string.Join(' ', statuses);
    }

    private static async Task<int> SignInFromAsync(RunningService service, string forwarded)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/user/login") { Content = new StringContent("""{"username":"admin","password":"first-password"}""") };
        request.Headers.Add("X-Forwarded-For", forwarded);
        using var answer = await service.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}
