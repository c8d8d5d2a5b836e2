using System.Net;
using System.Net.WebSockets;
using System.Text;
using KubeFate.Service.Tests.Hosting;

namespace KubeFate.Service.Tests.Logs;

/// <summary><c>GET /v1/log/{id}/ws</c>.</summary>
public sealed class LogSocketTests(LogFixture fixture) : IClassFixture<LogFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_frame_is_a_line_with_its_line_feed_and_none_is_empty()
    {
        using var socket = await OpenAsync($"{fixture.One}/ws?tail=2");
        var frames = new[] { await ReadAsync(socket), await ReadAsync(socket) };
        var quiet = socket.ReceiveAsync(new byte[64], Cancel);
        await CloseAsync(socket);

        Assert.All(frames, frame => Assert.Matches(@"^\[simulated\] [^\n]+\n$", frame));
        // What comes next is the answer to our close, not an empty frame.
        Assert.Equal(WebSocketMessageType.Close, (await quiet).MessageType);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task Several_containers_have_prefixes_and_what_starts_later_comes()
    {
        var uuid = await SimulatedKubernetes.AddClusterAsync(fixture.Service, "sockets", "moving");
        await fixture.Kubernetes.DeployAsync("moving", "sockets", "pair", ["left", "right"]);
        await fixture.Kubernetes.UntilRunningAsync("moving", 2);
        using var socket = await OpenAsync($"{uuid}/ws?tail=1");

        Assert.All(new[] { await ReadAsync(socket), await ReadAsync(socket) }, frame => Assert.Matches(@"^\[pair-\S+ (left|right)\] \[simulated\] [^\n]+\n$", frame));
        await fixture.Kubernetes.DeployAsync("moving", "sockets", "third", ["third"]);
        Assert.Matches(@"^\[third-\S+ third\] \[simulated\] third of pod", await ReadAsync(socket));
    }

    [Fact]
    public async Task The_token_may_come_in_the_header_the_query_or_the_cookie()
    {
        var host = fixture.Service.Http.BaseAddress!.Authority;
        using var query = await ConnectAsync($"{fixture.One}/ws?token={fixture.Token}", ("Origin", "http://elsewhere.example"));
        using var cookie = await ConnectAsync($"{fixture.One}/ws", ("Cookie", "jwt=" + fixture.Token), ("Origin", $"http://{host}"));
        using var header = await OpenAsync($"{fixture.One}/ws", ("Origin", "http://127.0.0.1"));

        Assert.All(new[] { query, cookie, header }, socket => Assert.Equal(WebSocketState.Open, socket.State));
        Assert.StartsWith("[simulated] web of pod", await ReadAsync(cookie), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://elsewhere.example")]
    [InlineData("null")]
    public async Task A_page_of_another_site_cannot_use_the_cookie(string origin)
    {
        var failure = await Assert.ThrowsAsync<WebSocketException>(() =>
            ConnectAsync($"{fixture.One}/ws", ("Cookie", "jwt=" + fixture.Token), ("Origin", origin)));
        Assert.Contains("403", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_there_is_no_socket() =>
        Assert.Contains("401", (await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync($"{fixture.One}/ws"))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_plain_request_is_told_so_in_the_originals_words()
    {
        using var answer = await fixture.Service.Http.GetAsync($"v1/log/{fixture.One}/ws", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("not websocket protocol", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task The_previous_run_is_sent_and_the_socket_closed()
    {
        using var socket = await OpenAsync($"{fixture.One}/ws?previous=true");
        Assert.Equal(WebSocketMessageType.Close, (await socket.ReceiveAsync(new byte[64], Cancel)).MessageType);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task A_service_that_stops_closes_its_sockets_and_streams_and_says_that_it_goes()
    {
        using var folder = new Testing.TempFolder();
        await using var service = await fixture.Kubernetes.ServeAsync(folder);
        var uuid = await SimulatedKubernetes.AddClusterAsync(service, "one", LogFixture.Ns);
        var token = service.Http.DefaultRequestHeaders.Authorization!.Parameter;
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(service.Http.BaseAddress!) { Scheme = "ws", Path = $"v1/log/{uuid}/ws", Query = $"tail=1&token={token}" }.Uri, Cancel);
        using var stream = new StreamReader(await service.Http.GetStreamAsync($"v1/log/{uuid}/stream?follow=true&tail=1", Cancel));
        await ReadAsync(socket);
        await stream.ReadLineAsync(Cancel);

        var stopping = service.StopAsync();
        Assert.Equal(WebSocketMessageType.Close, (await socket.ReceiveAsync(new byte[64], Cancel)).MessageType);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancel);
        await stopping;

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
        Assert.Null(await stream.ReadLineAsync(Cancel));
    }

    private Task<ClientWebSocket> OpenAsync(string path, params (string Name, string Value)[] headers) =>
        ConnectAsync(path, [("Authorization", "Bearer " + fixture.Token), .. headers]);

    private async Task<ClientWebSocket> ConnectAsync(string path, params (string Name, string Value)[] headers)
    {
        var socket = new ClientWebSocket();
        foreach (var (name, value) in headers) socket.Options.SetRequestHeader(name, value);
        var address = fixture.Service.Http.BaseAddress!.AbsoluteUri.Replace("http:", "ws:", StringComparison.Ordinal);
        await socket.ConnectAsync(new Uri(address + "v1/log/" + path), Cancel);
        return socket;
    }

    private static async Task<string> ReadAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var read = await socket.ReceiveAsync(buffer, Cancel);
        Assert.Equal((WebSocketMessageType.Text, true), (read.MessageType, read.EndOfMessage));
        return Encoding.UTF8.GetString(buffer, 0, read.Count);
    }

    private static Task CloseAsync(ClientWebSocket socket) => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancel);
}
