using System.CommandLine;
using KubeFate.Cli.Output;

namespace KubeFate.Cli.Users;

/// <summary>Takes passwords from a prompt that shows nothing, or from stdin; never from an argument, which every user of the machine can see.</summary>
internal sealed class PasswordInput
{
    public Option<bool> FromStdin { get; } = new("--password-stdin") { Description = "Read passwords from stdin, one per line" };

    /// <summary>A password that exists already.</summary>
    public async Task<string> AskAsync(CommandCall call, string label, CancellationToken cancellationToken) =>
        Check(call.Get(FromStdin)
            ? call.Terminal.In.ReadLine()
            : await new Prompt(Terminal(call)).SecretAsync(label, cancellationToken));

    /// <summary>A new password: at a terminal asked for twice.</summary>
    public async Task<string> AskNewAsync(CommandCall call, string label, CancellationToken cancellationToken)
    {
        var password = await AskAsync(call, label, cancellationToken);
        if (call.Get(FromStdin)) return password;
        return await AskAsync(call, $"{label} again", cancellationToken) == password
            ? password
            : throw new CommandFailure(ExitCode.Usage, "the two differ; nothing was done");
    }

    private static Terminal Terminal(CommandCall call) => call.Terminal.Asks
        ? call.Terminal
        : throw new CommandFailure(ExitCode.Usage, "there is no terminal to ask for the password at; give it on stdin: --password-stdin < password-file");

    private static string Check(string? password) => string.IsNullOrEmpty(password)
        ? throw new CommandFailure(ExitCode.Usage, "no password was given; nothing was done")
        : password;
}
