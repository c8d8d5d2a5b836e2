using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KubeFate.Bench.Rest;

/// <summary>
/// The floor: a bare Kestrel that does nothing but answer, with the service's runtime settings (KubeFate.Bench.csproj has KubeFate.Host's). GET /N
/// answers N bytes. No service on this server can be faster.
/// </summary>
internal static class FloorProgram
{
    /// <summary>The argument that makes this program the floor.</summary>
    public const string Name = "floor";

    public static async Task RunAsync(int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
        });
        await using var app = builder.Build();
        var bodies = new ConcurrentDictionary<string, byte[]>(StringComparer.Ordinal);
        app.Run(async context =>
        {
            var body = bodies.GetOrAdd(context.Request.Path.Value!, static path => new byte[int.Parse(path.AsSpan(1), CultureInfo.InvariantCulture)]);
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = body.Length;
            await context.Response.BodyWriter.WriteAsync(body, CancellationToken.None);
        });
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }
}
