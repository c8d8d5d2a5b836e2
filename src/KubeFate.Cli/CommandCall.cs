using System.CommandLine;
using KubeFate.Cli.Output;
using KubeFate.Client;

namespace KubeFate.Cli;

/// <summary>One call of one verb: what was asked, how to print, and the way to the service.</summary>
internal sealed class CommandCall : IDisposable
{
    private readonly Lazy<KubeFateClient> client;

    public CommandCall(CommandContext context, ParseResult options, CancellationToken interrupt)
    {
        Context = context;
        Options = options;
        Interrupt = interrupt;
        Output = new ResultPrinter(context.Terminal, Get(context.Options.Output), !Get(context.Options.NoHeaders), Get(context.Options.Quiet));
        client = new Lazy<KubeFateClient>(() => context.Connect(options));
    }

    public CommandContext Context { get; }

    public ParseResult Options { get; }

    public Terminal Terminal => Context.Terminal;

    public TimeProvider Clock => Context.Terminal.Clock;

    public ResultPrinter Output { get; }

    /// <summary>Connected at the first use: the configuration is read then, not before.</summary>
    public KubeFateClient Client => client.Value;

    /// <summary>Ends with Ctrl-C alone: for watching, which <c>--timeout</c> does not limit.</summary>
    public CancellationToken Interrupt { get; }

    public T? Get<T>(Option<T> option) => Options.GetValue(option);

    /// <summary>The argument; it is not null unless it is optional.</summary>
    public T Get<T>(Argument<T> argument) => Options.GetValue(argument)!;

    /// <summary>Runs the verb within <c>--timeout</c>.</summary>
    public async Task<int> RunAsync(Func<CommandCall, CancellationToken, Task<int>> run, CancellationToken cancellationToken)
    {
        if (Get(Context.Options.Timeout) is not { } limit) return await run(this, cancellationToken);
        using var late = new CancellationTokenSource(limit, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await run(this, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailure(ExitCode.Unreachable,
                $"no answer within {Durations.Humanize(limit)} (--timeout). What was asked for may still happen; kubefate job list shows it");
        }
    }

    /// <summary>
    /// Asks before something is destroyed. Without a terminal to ask at, <c>--yes</c> or <c>KUBEFATE_YES=1</c> is needed: a script that
    /// deletes must say so.
    /// </summary>
    public async Task ConfirmAsync(string question, CancellationToken cancellationToken)
    {
        if (Get(Context.Options.Yes) || Context.Environment("KUBEFATE_YES") is "1" or "true" or "yes") return;
        if (!Terminal.Asks)
            throw new CommandFailure(ExitCode.Usage, $"{question} There is no terminal to ask at, so nothing was done. Add --yes, or set KUBEFATE_YES=1");
        if (!await new Prompt(Terminal).ConfirmAsync(question, cancellationToken)) throw new CommandFailure(ExitCode.Failure, "nothing was done");
    }

    public void Dispose()
    {
        if (client.IsValueCreated) client.Value.Dispose();
    }
}
