using System.Text.RegularExpressions;

namespace KubeFate.Helm.Failures;

/// <summary>Finds helm's own sentence among the warnings, log lines and stack traces on its stderr.</summary>
internal static partial class HelmMessage
{
    /// <summary>What stands behind <c>Error:</c>, without the prefixes that only repeat which command ran.</summary>
    public static string Core(string error)
    {
        var lines = error.Split('\n').Select(line => line.TrimEnd('\r', ' ')).ToList();
        var hidden = HiddenCause().Match(error);
        if (hidden.Success) return hidden.Groups["cause"].Value.Replace("\\\"", "\"", StringComparison.Ordinal);

        var said = lines.Where(line => !Noise().IsMatch(line)).ToList();
        var start = said.FindIndex(line => line.StartsWith("Error: ", StringComparison.Ordinal));
        var core = start < 0 ? said : [said[start]["Error: ".Length..], .. said.Skip(start + 1).TakeWhile(line => !Trace().IsMatch(line))];
        return Prefixes().Replace(string.Join('\n', core).Trim(), "");
    }

    /// <summary>Helm 4's log on stderr, klog's lines, the complaint about a kubeconfig's mode, and the advice to debug.</summary>
    [GeneratedRegex(
        @"^(level=|WARNING: Kubernetes configuration file|[IWEF]\d{4} |Use --debug flag)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Noise();

    [GeneratedRegex(@"^\w+\.go:\d+: \[debug\]", RegexOptions.CultureInvariant)]
    private static partial Regex Trace();

    /// <summary>An uninstall that fails says why only in its debug log.</summary>
    [GeneratedRegex(@"uninstall: Failed to delete release(?:: |"" error="")\[(?<cause>.*)\]", RegexOptions.CultureInvariant)]
    private static partial Regex HiddenCause();

    [GeneratedRegex(
        @"^((INSTALLATION FAILED|UPGRADE FAILED|uninstallation completed with \d+ error\(s\)|create: failed to create"
        + "|query: failed to query with labels|cluster reachability check failed|release name check failed|uninstall: Release not loaded: [^:]+): )+",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Prefixes();
}
