using System.CommandLine;

namespace KubeFate.Cli;

/// <summary>A verb, or a group of verbs, with examples for its help.</summary>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Whole command lines; at least one.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>Another name for the same verb.</summary>
    public Verb Alias(string alias)
    {
        Aliases.Add(alias);
        return this;
    }

    /// <summary>What the verb does. The token ends with Ctrl-C or when <c>--timeout</c> is over.</summary>
    public Verb Does(CommandContext context, Func<CommandCall, CancellationToken, Task<int>> run)
    {
        SetAction(async (options, interrupt) =>
        {
            using var call = new CommandCall(context, options, interrupt);
            return await call.RunAsync(run, interrupt);
        });
        return this;
    }

    /// <summary>What the verb does when it needs no service.</summary>
    public Verb Does(CommandContext context, Func<CommandCall, int> run) => Does(context, (call, _) => Task.FromResult(run(call)));
}
