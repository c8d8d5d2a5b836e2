using System.CommandLine;
using KubeFate.Cli.Configuration;
using KubeFate.Cli.Output;
using KubeFate.Cli.Tracing;
using KubeFate.Client;
using Spectre.Console;

namespace KubeFate.Cli;

/// <summary>What every command needs from outside: the terminal, the environment, and the way to the service.</summary>
internal sealed class CommandContext(Terminal terminal, Func<string, string?> environment, string workingFolder)
{
    public GlobalOptions Options { get; } = new();

    public Terminal Terminal { get; } = terminal;

    public Func<string, string?> Environment { get; } = environment;

    public string WorkingFolder { get; } = workingFolder;

    /// <summary>Set by tests.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Where questions are asked that take more than a line, when <see cref="Terminal.Asks"/>. Tests set it.</summary>
    public Func<IAnsiConsole?> Questions { get; init; } = TerminalQuestions.Open;

    public ConfigurationLoader Configuration => new(Environment, WorkingFolder);

    /// <summary>A client for the service that this call is meant for.</summary>
    public KubeFateClient Connect(ParseResult call)
    {
        var configuration = Load(call);
        foreach (var warning in configuration.Warnings) Terminal.Error.WriteLine(warning);
        return Connect(call, configuration);
    }

    /// <summary>A client for the service of a configuration.</summary>
    public KubeFateClient Connect(ParseResult call, CliConfiguration configuration)
    {
        if (configuration.Withheld is { } reason && !call.GetValue(Options.Quiet)) Terminal.Error.WriteLine(reason);
        var handler = Handler;
        if (call.GetValue(Options.Verbose)) handler = new HttpTrace(handler ?? KubeFateClient.CreateHandler(), Terminal);
        return new KubeFateClient(configuration.ToConnection(), new FileTokenCache(FileTokenCache.DefaultPath(Environment)), Terminal.Clock, handler);
    }

    /// <summary>The configuration that this call is meant for.</summary>
    public CliConfiguration Load(ParseResult call) => Configuration.Load(call.GetValue(Options.Config), call.GetValue(Options.ServiceUrl), call.GetValue(Options.Context));

    /// <summary>Where this call writes a change of the configuration.</summary>
    public ContextStore Contexts(ParseResult call) => new(Configuration.FileToWrite(call.GetValue(Options.Config)));
}
