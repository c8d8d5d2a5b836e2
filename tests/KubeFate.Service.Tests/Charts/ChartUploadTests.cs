using System.Net.Sockets;
using System.Text;
using KubeFate.Helm;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Charts;

/// <summary>What is refused leaves nothing, neither on the disk nor in the catalogue.</summary>
public sealed class ChartUploadTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private RunningService service = null!;

    public async ValueTask InitializeAsync()
    {
        service = await RunningService.StartAsync(folder);
        await service.SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_hostile_archive_is_refused_with_cause_and_cure()
    {
        await RefusedAsync("apiVersion: v2\n"u8.ToArray(), 400, "chart_invalid", "the upload is not a chart: it is no gzip file. Upload the .tgz that helm package makes");
        await RefusedAsync(TarBytes.Chart().File("demo/../../x", "").Gzip(), 400, "chart_invalid", "leads out of it");
        await RefusedAsync(TarBytes.Chart().Entry("demo/x", '2', [], link: "/etc/passwd").Gzip(), 400, "chart_invalid", "no plain file");
        await RefusedAsync(TarBytes.Chart("name: demo\nversion: 1.0.0\n").Gzip(), 400, "chart_invalid", "v1 and v2 are known");
        await RefusedAsync(DemoChart.Pack()[..^9], 400, "chart_invalid", "");
        await RefusedAsync([], 400, "chart_invalid", "no gzip file");
        var bomb = TarBytes.Chart();
        for (var i = 0; i < 3; i++) bomb.Entry($"demo/zeros{i}", '0', new byte[4 * 1024 * 1024]);
        await RefusedAsync(bomb.Gzip(), 413, "chart_too_large", "more than 100 times its size. Leave what is no template out");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_and_one_below_it_is_read()
    {
        await RefusedAsync(new byte[ChartArchive.SizeLimit], 400, "chart_invalid", "no gzip file");
        await RefusedAsync(new byte[ChartArchive.SizeLimit + 1], 413, "chart_too_large", "larger than 10 MiB");
    }

    [Fact]
    public async Task The_larger_limit_is_for_this_route_alone()
    {
        using var content = new ByteArrayContent(new byte[3 * 1024 * 1024]);
        using var answer = await service.Http.PostAsync("v1/cluster", content, TestContext.Current.CancellationToken);
        Assert.Equal(413, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData(null, "", "request Content-Type isn't multipart/form-data")]
    [InlineData("application/json", "{}", "request Content-Type isn't multipart/form-data")]
    [InlineData("multipart/form-data", "", "names no boundary")]
    [InlineData("multipart/form-data; boundary=b", "", "cut off")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nabc", "cut off")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"chart\"; filename=\"x\"\r\n\r\nabc\r\n--b--\r\n", "no field \"file\"")]
    public async Task A_form_that_is_none_is_refused(string? type, string body, string cause)
    {
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await service.Http.PostAsync("v1/chart", content, TestContext.Current.CancellationToken);
        var failure = await RunningService.ReadAsync(answer);
        Assert.Equal((400, "upload_invalid"), ((int)answer.StatusCode, failure["code"]!.GetValue<string>()));
        Assert.Contains(cause, failure["error"]!.GetValue<string>());
        await NothingAsync();
    }

    [Fact]
    public async Task The_file_is_found_behind_other_fields()
    {
        using var form = new MultipartFormDataContent { { new StringContent("a note"), "note" }, { new ByteArrayContent(DemoChart.Pack()), "file", "x.tgz" } };
        using var answer = await service.Http.PostAsync("v1/chart", form, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Empty(LeftOnDisk());
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(service.Http.BaseAddress!.Host, service.Http.BaseAddress.Port, TestContext.Current.CancellationToken);
        var head = $"POST /v1/chart HTTP/1.1\r\nHost: x\r\nAuthorization: {service.Http.DefaultRequestHeaders.Authorization}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nabc";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
        client.Close();
        await NothingAsync();
    }

    [Fact]
    public async Task Viewers_and_operators_may_look_but_not_upload_or_delete()
    {
        var uuid = await service.MustUploadAsync(DemoChart.Pack());
        foreach (var role in new[] { "viewer", "operator" })
        {
            Assert.Equal(200, (await service.SendAsync(HttpMethod.Post, "v1/user", $$"""{"username":"a-{{role}}","password":"long-enough","role":"{{role}}"}""")).Status);
            var admin = service.Http.DefaultRequestHeaders.Authorization;
            await service.SignInAsync("long-enough", "a-" + role);
            Assert.Equal(403, (await service.UploadAsync(DemoChart.Pack())).Status);
            Assert.Equal(403, (await service.SendAsync(HttpMethod.Delete, "v1/chart/" + uuid)).Status);
            Assert.Equal(200, (await service.SendAsync(HttpMethod.Get, "v1/chart/" + uuid)).Status);
            service.Http.DefaultRequestHeaders.Authorization = admin;
        }

        service.Http.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(401, (await service.UploadAsync(DemoChart.Pack())).Status);
        Assert.Equal(401, (await service.SendAsync(HttpMethod.Get, "v1/chart")).Status);
    }

    private async Task RefusedAsync(byte[] archive, int status, string code, string message)
    {
        var answer = await service.UploadAsync(archive);
        Assert.Equal((status, code), (answer.Status, answer.Json["code"]!.GetValue<string>()));
        Assert.Contains(message, answer.Json["error"]!.GetValue<string>(), StringComparison.Ordinal);
        await NothingAsync();
    }

    private async Task NothingAsync()
    {
        Assert.Empty(await service.ListChartsAsync());
        Assert.Empty(LeftOnDisk());
    }

    private IEnumerable<string> LeftOnDisk() =>
        new[] { "uploads", "archives", "pulls" }.Select(folder.File).Where(Directory.Exists).SelectMany(place => Directory.EnumerateFileSystemEntries(place));
}
