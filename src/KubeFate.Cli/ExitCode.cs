using KubeFate.Client;

namespace KubeFate.Cli;

/// <summary>Every exit code of the command, documented in docs/cli.md.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Something failed that has no code of its own.</summary>
    public const int Failure = 1;

    /// <summary>Wrong usage: an unknown command, a missing argument.</summary>
    public const int Usage = 2;

    /// <summary>The job that was watched failed.</summary>
    public const int JobFailed = 3;

    /// <summary>The sign-in was refused, or the user may not do this.</summary>
    public const int Denied = 4;

    /// <summary>The service cannot be reached, or something else answers at its address.</summary>
    public const int Unreachable = 5;

    /// <summary>There is no such cluster or job, or what a bundle needs is not there.</summary>
    public const int NotFound = 6;

    /// <summary>The cluster exists already, or is being worked on.</summary>
    public const int Conflict = 7;

    /// <summary>cluster.yaml, config.yaml or a bundle is wrong.</summary>
    public const int Invalid = 8;

    /// <summary>The job that was watched ran into its time limit.</summary>
    public const int TimedOut = 9;

    /// <summary>The job that was watched was stopped.</summary>
    public const int Canceled = 10;

    /// <summary>Ctrl-C: watching stopped, the job goes on.</summary>
    public const int Interrupted = 130;

    /// <summary>All of them, for the reference.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> Meanings { get; } =
    [
        (Success, "done"),
        (Failure, "something failed that has no code of its own"),
        (Usage, "wrong usage: an unknown command, a missing argument"),
        (JobFailed, "the job that was watched failed"),
        (Denied, "the sign-in was refused, or the user may not do this"),
        (Unreachable, "the service cannot be reached, or something else answers at its address"),
        (NotFound, "there is no such thing: a cluster, a job, a chart, a user, an image that a bundle needs"),
        (Conflict, "it exists already, or is being worked on, or is in use"),
        (Invalid, "cluster.yaml, config.yaml or a bundle is wrong or cannot be read"),
        (TimedOut, "the job that was watched ran into its time limit"),
        (Canceled, "the job that was watched was stopped"),
        (Interrupted, "Ctrl-C"),
    ];

    /// <summary>The code for a failed call.</summary>
    public static int Of(ClientFailure failure) => failure switch
    {
        ClientFailure.Unreachable or ClientFailure.NotOurs or ClientFailure.Timeout => Unreachable,
        ClientFailure.Unauthenticated or ClientFailure.Forbidden => Denied,
        ClientFailure.NotFound => NotFound,
        ClientFailure.Conflict => Conflict,
        ClientFailure.Invalid => Invalid,
        _ => Failure,
    };

    /// <summary>The code for a job's final status.</summary>
    public static int OfJob(string status) => status switch
    {
        Client.Jobs.JobStatus.Success => Success,
        Client.Jobs.JobStatus.Timeout => TimedOut,
        Client.Jobs.JobStatus.Canceled => Canceled,
        _ => JobFailed,
    };
}
