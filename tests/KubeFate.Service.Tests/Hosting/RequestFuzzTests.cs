using System.Text;
using System.Text.Json.Serialization.Metadata;
using KubeFate.Client.Clusters;
using KubeFate.Client.Wire;
using KubeFate.Service.Clusters;
using KubeFate.Service.Hosting;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Tests.Hosting;

/// <summary>Whatever is sent, a reader of requests takes it or says what is wrong with it. The same inputs in every run.</summary>
public sealed class RequestFuzzTests
{
    private const int Inputs = 4000;

    private static readonly string[] Pieces =
    [
        "\\u0000", "\\ud800", "\\udc00\\ud800", "\\ud83d\\ude00", "\"name\":\"x\",", "\"data\":{\"a\":1,\"a\":2},", "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "1e999", "-0", "0x10", "NaN",
        "99999999999999999999", "//", "/*", "\n", "\t", "\r\n", "&a ", "*a", "<<: *a", "!!binary ", "- ", "? ", "|\n", ">\n", "%YAML 9.9\n", "---\n", "...\n", "\ufeff", "\u2028", "é", "日本", "😀", "'", "''", "#", "~", "@", "`",
    ];

    private static readonly string[] Bodies =
    [
        """{"username":"bob","password":"password-of-bob","email":"b@example.com","role":"operator","userStatus":"Available"}""",
        """{"name":"nightly","expires_in_days":7,"role":"viewer"}""",
        """{"old_password":"a","new_password":"b"}""",
        """{"name":"fate-9999","namespace":"fate-9999","chart_name":"fate","chart_version":"v1.8.0","cover":true,"data":"eyJuYW1lIjoiYSJ9"}""",
    ];

    private static readonly string[] Specs =
    [
        """{"name":"fate-9999","namespace":"fate-9999","chartName":"fate","chartVersion":"v1.8.0","partyId":9999,"modules":["rollsite","mysql"],"mysql":{"size":"1Gi"}}""",
        "name: fate-9999\nnamespace: fate-9999\nchartName: fate\nchartVersion: v1.8.0\npartyId: 9999\nmodules:\n  - rollsite\n  - mysql\nmysql:\n  size: 1Gi\n",
    ];

    [Fact]
    public async Task Every_body_is_read_or_refused_with_what_is_wrong()
    {
        var random = new Random(20261130);
        for (var i = 0; i < Inputs; i++)
        {
            var body = Mutate(random, Bodies[i % Bodies.Length]);
            await ReadAsync(body, WireJson.Default.UserRequest);
            await ReadAsync(body, WireJson.Default.TokenRequest);
            await ReadAsync(body, WireJson.Default.PasswordRequest);
            if (await ReadAsync(body, WireJson.Default.ClusterRequest) is { Name: not null } request) Check(request);
        }
    }

    [Fact]
    public void Every_cluster_yaml_is_read_or_refused_with_what_is_wrong()
    {
        var random = new Random(20261201);
        for (var i = 0; i < Inputs; i++)
            Check(new ClusterRequest { Name = "fate-9999", Namespace = "fate-9999", ChartName = "fate", ChartVersion = "v1.8.0", Data = Mutate(random, Specs[i % Specs.Length]) });
    }

    [Theory]
    [InlineData("""{"name":"a","name":"b"}""", "line 1, byte 13: the key \"name\" stands twice")]
    [InlineData("{\n  \"name\": \"\\ud800\"}", "line 2, byte 11: a text has half of a surrogate pair")]
    [InlineData("""{"name":"a\u0000"}""", "line 1, byte 9: a text has a zero character")]
    [InlineData("""{"a\udc00":1}""", "line 1, byte 2: a text has half of a surrogate pair")]
    [InlineData("{\n\"name\": x}", "line 2, byte 9")]
    [InlineData("{\"name\": 1}", "name (line 1, byte 11)")]
    [InlineData("", "the body is empty")]
    [InlineData("null", "the body is null")]
    public async Task What_is_wrong_has_its_place(string body, string told)
    {
        var failure = await Assert.ThrowsAsync<ServiceException>(() => TryAsync(Encoding.UTF8.GetBytes(body), WireJson.Default.TokenRequest));
        Assert.Equal((400, "request_invalid"), (failure.HttpStatus, failure.Code));
        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""", "cluster.yaml, line 1, byte 8: the key \"a\" stands twice; leave one of them out")]
    [InlineData("""{"a":{"b":"\ud800"}}""", "cluster.yaml, line 1, byte 11: a text has half of a surrogate pair")]
    public void A_cluster_yaml_in_JSON_that_cannot_be_kept_has_its_place(string data, string told)
    {
        var request = new ClusterRequest { Name = "a", Namespace = "a", ChartName = "fate", ChartVersion = "v1.8.0", Data = Encoding.UTF8.GetBytes(data) };
        Assert.Contains(told, Assert.Throws<ServiceException>(() => RequestedSpec.Read(request)).Message, StringComparison.Ordinal);
    }

    private static void Check(ClusterRequest request)
    {
        try
        {
            var spec = RequestedSpec.Check(request);
            // What was taken can be written down: the record keeps both.
            spec.Values.ToJsonString();
            Encoding.UTF8.GetBytes(RequestedSpec.Text(request, spec));
        }
        catch (Exception failure) when (failure is ServiceException { HttpStatus: 400 } or InvalidSpecException)
        {
            Assert.NotEqual("", failure.Message);
        }
        catch (Exception failure) when (request.Data is not null)
        {
            Assert.Fail($"{failure}\nfor {Convert.ToBase64String(request.Data)}");
        }
    }

    private static async Task<T?> ReadAsync<T>(byte[] body, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return await TryAsync(body, type);
        }
        catch (ServiceException failure) when (failure.HttpStatus == 400)
        {
            return null;
        }
        catch (Exception failure)
        {
            Assert.Fail($"{failure}\nfor {Convert.ToBase64String(body)}");
            return null;
        }
    }

    private static Task<T> TryAsync<T>(byte[] body, JsonTypeInfo<T> type) where T : class
    {
        var context = new DefaultHttpContext();
        (context.Request.Body, context.Request.ContentLength) = (new MemoryStream(body), body.Length);
        return RequestBody.ReadAsync(context.Request, type, TestContext.Current.CancellationToken);
    }

    private static byte[] Mutate(Random random, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text).ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 8), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(0, at).TakeLast(random.Next(1, 20)).ToList());
                    break;
                case 3:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)"[{("[random.Next(3)], random.Next(1, 300)));
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }
}
