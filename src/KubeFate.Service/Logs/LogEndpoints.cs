using System.Net.Mime;
using KubeFate.Client.Wire;
using KubeFate.Service.Hosting;
using KubeFate.Service.Hosting.Lists;
using KubeFate.Service.Users;
using KubeFate.Service.Users.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace KubeFate.Service.Logs;

/// <summary><c>/v1/log</c>: the log of a cluster's containers whole, as a WebSocket, and as a stream of plain text.</summary>
internal static class LogEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var logs = routes.MapGroup("/v1/log/{clusterId}").WithTags("Log").ForViewers().Streams().HoldsSecrets();
        logs.MapGet("", GetAsync).WithSummary("The log so far, as one text").TakesQuery(LogWish.Parameters).Produces<Envelope<string>>();
        logs.MapGet("ws", OpenSocketAsync).WithSummary("The log and what comes, as a WebSocket: one text frame a line").TakesQuery(LogWish.Parameters)
            .Produces(StatusCodes.Status101SwitchingProtocols);
        logs.MapGet("stream", StreamAsync).WithSummary("The log as a stream of lines, and with follow=true what comes").AnswersProblems()
            .TakesQuery([.. LogWish.Parameters, new("follow", "Stay, and send lines as they come", QueryForm.Flag)])
            .Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Text.Plain);
    }

    private static async Task GetAsync(string clusterId, HttpContext context, ClusterLogs logs, CancellationToken cancellationToken)
    {
        var wish = LogWish.Read(context.Request) with { Follow = false };
        var cluster = await logs.FindAsync(clusterId, cancellationToken);
        var sources = await logs.ChooseAsync(cluster, wish, cancellationToken);
        await LogAnswer.WriteJsonAsync(context.Response, logs.ReadAsync(cluster, wish, sources, cancellationToken), cancellationToken);
    }

    private static async Task StreamAsync(
        string clusterId, HttpContext context, ClusterLogs logs, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var wish = LogWish.Read(context.Request);
        var cluster = await logs.FindAsync(clusterId, cancellationToken);
        var sources = await logs.RequireAsync(cluster, wish, cancellationToken);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var lines = wish.Follow ? logs.FollowAsync(cluster, wish, ending.Token) : logs.ReadAsync(cluster, wish, sources, ending.Token);
        await LogAnswer.WriteTextAsync(context.Response, lines, wish.Follow, ending.Token);
    }

    private static async Task OpenSocketAsync(
        string clusterId, HttpContext context, ClusterLogs logs, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var wish = LogWish.Read(context.Request);
        var cluster = await logs.FindAsync(clusterId, cancellationToken);
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("not websocket protocol", cancellationToken);
            return;
        }

        var sources = wish.Previous ? await logs.ChooseAsync(cluster, wish, cancellationToken) : [];
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await new LogSocket(socket, context.FindStreamEnd).SendAsync(
            cancel => wish.Previous ? logs.ReadAsync(cluster, wish, sources, cancel) : logs.FollowAsync(cluster, wish with { Follow = true }, cancel), ending.Token);
    }
}
