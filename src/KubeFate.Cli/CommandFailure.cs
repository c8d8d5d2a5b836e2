namespace KubeFate.Cli;

/// <summary>Ends the command with a message on stderr and an exit code.</summary>
internal sealed class CommandFailure(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
