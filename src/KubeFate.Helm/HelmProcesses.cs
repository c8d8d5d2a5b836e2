using KubeFate.Helm.Processes;

namespace KubeFate.Helm;

/// <summary>
/// Helm children outlive a service that was killed (SIGKILL), and one still at work would race with the next install. Every child carries
/// its parent in its environment, so that a restarted service finds those whose parent is gone.
/// </summary>
public static class HelmProcesses
{
    /// <summary>The variable <c>KUBEFATE_HELM_PARENT=pid:start time in clock ticks</c> of every helm child.</summary>
    internal const string ParentVariable = "KUBEFATE_HELM_PARENT";

    /// <summary>Whether orphans can be found here: on Linux only, through /proc.</summary>
    public static bool CanFindOrphans => OperatingSystem.IsLinux();

    /// <summary>
    /// Ends the helm children of services that died on this machine under our user, and returns when they and all they started are gone,
    /// telling how many processes they were. Does nothing and returns 0 where <see cref="CanFindOrphans"/> is false.
    /// </summary>
    public static int EndOrphans()
    {
        var orphans = ProcessTable.WithVariable(ParentVariable).Where(child => !ProcessTable.Runs(child.Value)).ToList();
        foreach (var (id, _) in orphans) ProcessTable.End(id);
        return orphans.Count;
    }

    /// <summary>This process, by a text that no other process of this machine ever has.</summary>
    public static string Self => ProcessTable.Self;

    /// <summary>Whether the process of that <see cref="Self"/> still runs. Only of processes that this one may see: its user's, in its pid namespace, since the machine's last start.</summary>
    public static bool Runs(string process) => ProcessTable.Runs(process);
}
