namespace KubeFate.Client.Tests;

/// <summary>Which addresses are reached without a proxy, as Go's HTTP client decides it, so that the command, the service and helm agree.</summary>
public sealed class ProxyExceptionsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("http://127.8.9.10/")]
    [InlineData("http://[::1]:8080/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("http://localhost:8080/")]
    [InlineData("http://LOCALHOST/")]
    public void The_loopback_interface_is_never_reached_through_a_proxy(string address) => Assert.True(ProxyExceptions.Parse(null).Match(new Uri(address)));

    [Theory]
    [InlineData("*", "https://example.com/", true)]
    [InlineData("10.96.0.0/12", "https://10.96.0.1/", true)]
    [InlineData("10.96.0.0/12", "https://10.112.0.1/", false)]
    [InlineData("fd00::/8", "https://[fd12::1]/", true)]
    [InlineData("10.0.0.7", "https://10.0.0.7/", true)]
    [InlineData("10.0.0.7", "https://10.0.0.70/", false)]
    [InlineData("10.0.0.7:6443", "https://10.0.0.7:6443/", true)]
    [InlineData("10.0.0.7:6443", "https://10.0.0.7/", false)]
    [InlineData("[fd12::1]:6443", "https://[fd12::1]:6443/", true)]
    [InlineData("site", "https://site/", true)]
    [InlineData("site", "https://kubefate.site/", true)]
    [InlineData("site", "https://kubefate-site/", false)]
    [InlineData(".site", "https://kubefate.site/", true)]
    [InlineData(".site", "https://site/", false)]
    [InlineData("*.site", "https://kubefate.site/", true)]
    [InlineData("SITE:8443", "https://kubefate.site:8443/", true)]
    [InlineData("site:8443", "https://kubefate.site/", false)]
    [InlineData("one, two ,,three", "https://two/", true)]
    [InlineData("0.0.1", "https://10.0.0.1/", false)]
    [InlineData(null, "https://example.com/", false)]
    public void NO_PROXY_is_read_as_go_programs_read_it(string? list, string address, bool direct) =>
        Assert.Equal(direct, ProxyExceptions.Parse(list).Match(new Uri(address)));
}
