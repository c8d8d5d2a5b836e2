using System.Net;
using KubeFate.Client.Wire;
using KubeFate.Helm;
using KubeFate.Kubernetes;
using KubeFate.Service.Audit;
using KubeFate.Service.Charts;
using KubeFate.Service.Clusters;
using KubeFate.Service.Clusters.Rendering;
using KubeFate.Service.Hosting.Conditional;
using KubeFate.Service.Hosting.OpenApi;
using KubeFate.Service.Jobs;
using KubeFate.Service.Logs;
using KubeFate.Service.Namespaces;
using KubeFate.Service.Storage;
using KubeFate.Service.Support;
using KubeFate.Service.Users;
using KubeFate.Service.Users.Sessions;
using KubeFate.Service.Users.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Hosting;

/// <summary>The service put together.</summary>
public static class ServiceHost
{
    // cluster.yaml is at most 1 MiB, and base64 makes it a third larger.
    private const long MostBodyBytes = 2 * 1024 * 1024;

    // An idle WebSocket is kept open through proxies, which cut at 60 s, and one whose client is gone is found out.
    private static readonly TimeSpan SocketPing = TimeSpan.FromSeconds(30);

    /// <summary>Builds the service; nothing is opened or listened to yet. The clock is the machine's unless another is given.</summary>
    public static WebApplication Build(ServiceOptions options, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.TryParse(options.Address, out var address) ? address : IPAddress.Loopback, options.Port);
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
            kestrel.AddServerHeader = false;
        });
        AddLogging(builder.Logging, options);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        AddServices(builder.Services, options);
        var app = builder.Build();
        UsePipeline(app);
        Map(app);
        return app;
    }

    private static void AddLogging(ILoggingBuilder logging, ServiceOptions options)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(options.LogLevel);
        logging.AddFilter("Microsoft", options.LogLevel > LogLevel.Warning ? options.LogLevel : LogLevel.Warning);
        // A client that leaves while its token is looked up is no fault; what is one reaches the boundary, which logs it.
        logging.AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.None);
        // A start that fails is told once, by whoever started us, and without a stack trace.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.Services.AddSingleton<RecentLog>().AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<RecentLog>());
        logging.AddConsole(console => console.FormatterName = PlainConsoleFormatter.FormatterName);
        logging.AddConsoleFormatter<PlainConsoleFormatter, PlainConsoleFormatterOptions>(formatter => formatter.Color = !options.NoColor && !Console.IsOutputRedirected);
    }

    private static void AddServices(IServiceCollection services, ServiceOptions options)
    {
        services.AddSingleton(options);
        // A parameter that cannot be read is told as every other failure is.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, WireJson.Default);
            // The generated context's own converters do not come along with its type information.
            json.SerializerOptions.Converters.Add(new GoTimeConverter());
        });
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        services.AddResponseCompression(compression => compression.Providers.Add<GzipCompressionProvider>());
        services.AddStorage(options.Database, options.SecretKey);
        services.AddSingleton(new JobOptions { Parallelism = options.JobParallelism, EventAge = options.JobEventAge }).AddJobs();

        services.AddUsers(options).AddAudit();

        services.AddSingleton(Helm(options)).AddSingleton<HelmClient>().AddSingleton<ReleaseInstaller>().AddSingleton<ChartValues>().AddCharts();
        services.AddSingleton(provider => new Lazy<KubernetesGateway>(() => KubernetesGateway.Connect(
            new KubernetesOptions { Kubeconfig = options.Kubeconfig, Context = options.KubeContext }, provider.GetRequiredService<TimeProvider>())));
        services.AddClusters();
        services.AddSingleton<ClusterLogs>().AddSingleton<OpenApiText>();
        services.AddSingleton<AnswerMemory>().AddHostedService<IdleCollection>().AddSupport();
    }

    private static HelmOptions Helm(ServiceOptions options) => new()
    {
        Program = options.Helm,
        ProgramSetting = "FATECLOUD_HELM",
        PassedVariables = options.HelmVariables,
        WorkFolder = Path.Combine(options.DataFolder, "helm"),
        Kubeconfig = options.Kubeconfig,
        Context = options.KubeContext,
        Parallelism = options.HelmParallelism,
        MemoryLimit = options.HelmMemory * 1024L * 1024,
    };

    private static void UsePipeline(WebApplication app)
    {
        if (app.Services.GetRequiredService<ServiceOptions>().TrustedProxies.Count > 0) app.UseForwardedHeaders();
        app.UseMiddleware<AnswerHeaders>();
        app.UseMiddleware<RememberedAnswers>();
        app.UseMiddleware<AuditRecorder>();
        app.UseMiddleware<FailureBoundary>();
        app.UseMiddleware<UnknownRoute>();
        app.UseWhen(MayCompress, branch => branch.UseResponseCompression());
        app.UseMiddleware<ConditionalAnswers>();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = SocketPing, KeepAliveTimeout = SocketPing });
        app.UseRouting();
        // After the route is known, which says in what form to refuse; before anybody looks at a name.
        app.UseMiddleware<PlainAddresses>();
        app.UseMiddleware<CookieOrigin>();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<StreamLifetime>();
    }

    // FATE Manager asks for gzip and needs it on clusters and jobs, yet cannot read a compressed login; a stream must not wait for a buffer.
    private static bool MayCompress(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/v1/user/login", StringComparison.OrdinalIgnoreCase)
            && !context.Request.Path.StartsWithSegments("/v1/log", StringComparison.OrdinalIgnoreCase)
            && !context.Request.Path.Value!.EndsWith("/events", StringComparison.Ordinal);

    private static void Map(WebApplication app)
    {
        var secured = app.MapGroup("").RequireAuthorization();
        RootEndpoints.Map(secured);
        SwaggerEndpoints.Map(secured);
        secured.MapUsers();
        AuditEndpoints.Map(secured);
        ClusterEndpoints.Map(secured);
        JobEndpoints.Map(secured);
        LogEndpoints.Map(secured);
        ChartEndpoints.Map(secured);
        ImageEndpoints.Map(secured);
        NamespaceEndpoints.Map(secured);
        SupportEndpoints.Map(secured);
    }
}
