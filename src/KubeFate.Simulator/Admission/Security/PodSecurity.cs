namespace KubeFate.Simulator.Admission.Security;

/// <summary>Holds a pod against a Pod Security Standard.</summary>
internal static class PodSecurity
{
    /// <param name="Since">The minor version of the standard that has the check first.</param>
    /// <param name="InRestricted">False for a check whose place a stricter one takes there.</param>
    private sealed record Check(int Since, bool InRestricted, Func<PodUnderCheck, string?> Run);

    private static readonly Check[] Baseline =
    [
        new(0, true, BaselineChecks.AppArmor), new(0, false, BaselineChecks.AddedCapabilities), new(0, true, BaselineChecks.HostNamespaces),
        new(0, false, BaselineChecks.HostPaths), new(0, true, BaselineChecks.HostPorts), new(0, true, BaselineChecks.Privileged),
        new(0, true, BaselineChecks.ProcMount), new(0, true, BaselineChecks.SeLinux), new(19, false, BaselineChecks.Seccomp),
        new(0, true, BaselineChecks.ForbiddenSysctls), new(0, true, BaselineChecks.HostProcess),
    ];

    private static readonly Check[] Restricted =
    [
        new(8, true, RestrictedChecks.PrivilegeEscalation), new(22, true, RestrictedChecks.Capabilities), new(0, true, RestrictedChecks.VolumeTypes),
        new(0, true, RestrictedChecks.RunAsNonRoot), new(23, true, RestrictedChecks.RunAsUser), new(19, true, RestrictedChecks.Seccomp),
    ];

    /// <summary>What a level has against a pod, as a real server tells it; null for nothing.</summary>
    public static string? Violations(SecurityLevel level, PodUnderCheck pod)
    {
        var checks = level.Strictness switch
        {
            0 => [],
            1 => Baseline,
            _ => [.. Baseline.Where(check => check.InRestricted), .. Restricted],
        };
        var found = checks.Where(check => level.Minor is not { } minor || check.Since <= minor).Select(check => check.Run(pod)).OfType<string>().ToList();
        return found.Count == 0 ? null : string.Join(", ", found);
    }
}
