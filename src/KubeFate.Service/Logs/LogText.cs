using System.Globalization;
using KubeFate.Kubernetes;

namespace KubeFate.Service.Logs;

/// <summary>How a line of a log is shown.</summary>
internal static class LogText
{
    /// <summary>The line, with its time before it when there is one.</summary>
    public static string Of(LogLine line) => line.Time is { } time
        ? time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z '", CultureInfo.InvariantCulture) + line.Text
        : line.Text;

    /// <summary>
    /// Stands where lines are missing. An answer that has begun can no longer become an error: whoever reads the log should see that it is
    /// not the whole, and why.
    /// </summary>
    public static string Broken(KubernetesException failure) => $"[kubefate] this log could not be read on: {failure.Message}";

    /// <summary>Stands at the end of a log whose reader may not read on.</summary>
    public static string Ended(string reason) => $"[kubefate] this log ends here: {reason}; sign in again";
}
