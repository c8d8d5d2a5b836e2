using KubeFate.Helm.Processes;

namespace KubeFate.Helm.Failures;

/// <summary>Turns what helm printed into a failure with a code and a message.</summary>
internal static class FailureRules
{
    public static HelmException Explain(HelmCall call, ChildResult result)
    {
        var detail = result.Error.Trim();
        if (IsReleaseMissing(detail))
            return new HelmException(HelmFailure.ReleaseMissing, $"there is no release {call.Release}") { Detail = detail };
        return new HelmException(HelmFailure.Other, $"helm {call.Verb} failed: {detail}") { Detail = detail };
    }

    /// <summary>Only helm's own sentence counts; a 404 of some web server between us and the cluster must not read as "not installed".</summary>
    private static bool IsReleaseMissing(string error) =>
        error.Split('\n').Any(line => line.StartsWith("Error: ", StringComparison.Ordinal) && line.TrimEnd().EndsWith("release: not found", StringComparison.Ordinal));
}
