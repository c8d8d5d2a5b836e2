using System.CommandLine;
using KubeFate.Cli.Configuration;
using KubeFate.Cli.Output;
using KubeFate.Client;

namespace KubeFate.Cli;

/// <summary>What every command needs from outside: the terminal, the environment, and the way to the service.</summary>
internal sealed class CommandContext(Terminal terminal, Func<string, string?> environment, string workingFolder)
{
    public static readonly Option<string?> ConfigOption = new("--config")
    {
        Description = "The configuration file (default: ./config.yaml, then the user's kubefate/config.yaml)",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<string?> ServiceUrlOption = new("--service-url")
    {
        Description = "The service's address, such as 127.0.0.1:8080; wins over the configuration",
        HelpName = "URL",
        Recursive = true,
    };

    public Terminal Terminal { get; } = terminal;

    public Func<string, string?> Environment { get; } = environment;

    public string WorkingFolder { get; } = workingFolder;

    /// <summary>Set by tests.</summary>
    public HttpMessageHandler? Handler { get; init; }

    public ConfigurationLoader Configuration => new(Environment, WorkingFolder);

    /// <summary>A client for the service that this call is meant for.</summary>
    public KubeFateClient Connect(ParseResult call)
    {
        var configuration = Configuration.Load(call.GetValue(ConfigOption), call.GetValue(ServiceUrlOption));
        return new KubeFateClient(configuration.ToConnection(), new FileTokenCache(FileTokenCache.DefaultPath(Environment)), Terminal.Clock, Handler);
    }
}
