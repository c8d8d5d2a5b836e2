namespace KubeFate.Helm.Processes;

/// <summary>Tells of a child that a signal ended. .NET gives such a one the exit code 128 + the signal's number (dotnet/runtime, src/native/libs/System.Native/pal_process.c).</summary>
internal static class Signals
{
    private const int Base = 128;

    /// <summary>The failure, when it was a signal; null when the child ended by itself.</summary>
    public static HelmException? Explain(HelmCall call, ChildResult result)
    {
        if (Name(result.ExitCode - Base) is not { } name) return null;
        return new HelmException(HelmFailure.HelmKilled, $"helm {call.Verb} was ended by the signal {name}: {Cure(name)}")
        {
            Detail = result.Error.Trim() is { Length: > 0 } said ? said : null,
            IsTransient = true,
            MayHaveChanged = call.Writes,
        };
    }

    // The numbers of Linux, the same on x86-64 and arm64 (signal(7)).
    private static string? Name(int signal) => signal switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        6 => "SIGABRT",
        7 => "SIGBUS",
        8 => "SIGFPE",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        15 => "SIGTERM",
        24 => "SIGXCPU",
        25 => "SIGXFSZ",
        31 => "SIGSYS",
        _ => null,
    };

    private static string Cure(string name) => name switch
    {
        "SIGKILL" => "mostly the kernel's, for want of memory; give the service more memory (in Kubernetes the container's limit), or run fewer jobs at once (FATECLOUD_JOB_PARALLELISM)",
        "SIGTERM" or "SIGINT" or "SIGHUP" or "SIGQUIT" => "somebody or this machine ended it; try again",
        "SIGXCPU" or "SIGXFSZ" => "a limit of this machine for time or files; raise it (ulimit)",
        _ => "it crashed; check the helm program (helm version), or use another release of it",
    };
}
