namespace KubeFate.Cli.Output;

/// <summary>Questions at a terminal. They stand on stderr, so that stdout stays the result alone.</summary>
internal sealed class Prompt(Terminal terminal)
{
    /// <summary>Yes or no; anything that is not yes is no.</summary>
    public async Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken) =>
        await AskAsync($"{question} [y/N] ", terminal.In.ReadLine, cancellationToken) is { } answer
        && (answer.Trim().Equals("y", StringComparison.OrdinalIgnoreCase) || answer.Trim().Equals("yes", StringComparison.OrdinalIgnoreCase));

    /// <summary>A line; the offered answer when nothing was typed, null when the input ended.</summary>
    public async Task<string?> TextAsync(string label, string? offered, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(offered is null ? $"{label}: " : $"{label} [{offered}]: ", terminal.In.ReadLine, cancellationToken);
        return string.IsNullOrWhiteSpace(answer) ? answer is null ? null : offered ?? "" : answer.Trim();
    }

    /// <summary>A line that is not shown; null when the input ended.</summary>
    public async Task<string?> SecretAsync(string label, CancellationToken cancellationToken)
    {
        var answer = await AskAsync($"{label}: ", terminal.ReadSecret, cancellationToken);
        terminal.Error.WriteLine();
        return answer;
    }

    // Reading a terminal cannot be cancelled: Ctrl-C leaves the reader behind, and the process ends.
    private async Task<string?> AskAsync(string question, Func<string?> read, CancellationToken cancellationToken)
    {
        terminal.Error.Write(question);
        terminal.Error.Flush();
        try
        {
            return await Task.Run(read, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The shell's prompt does not belong behind the question.
            terminal.Error.WriteLine();
            throw;
        }
    }
}
