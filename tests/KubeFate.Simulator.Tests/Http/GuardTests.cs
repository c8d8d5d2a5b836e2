namespace KubeFate.Simulator.Tests.Http;

public sealed class GuardTests
{
    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "evil.example:80")]
    [InlineData("Host", "10.1.2.3")]
    public async Task A_request_that_a_web_page_could_cause_is_refused(string header, string value)
    {
        await using var api = await TestApi.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/secrets");
        request.Headers.TryAddWithoutValidation(header, value);

        var answer = await api.SendAsync(request);

        Assert.Equal((403, "Forbidden"), (answer.Code, answer.Reason));
    }

    [Theory]
    [InlineData("localhost:1234")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:80")]
    public async Task Loopback_names_are_answered(string host)
    {
        await using var api = await TestApi.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/version");
        request.Headers.Host = host;

        Assert.Equal(200, (await api.SendAsync(request)).Code);
    }
}
