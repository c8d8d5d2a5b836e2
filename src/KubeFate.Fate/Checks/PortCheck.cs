namespace KubeFate.Fate.Checks;

/// <summary>The node ports of the modules that are installed: each used once, and opened.</summary>
internal sealed class PortCheck(CheckContext context)
{
    public void Check()
    {
        var taken = new Dictionary<long, NodePortUse>();
        foreach (var use in context.NodePorts.Where(use => context.Modules.Contains(use.Path.Split('.')[0])))
        {
            if (!use.IsOpened)
                context.Warning(use.Path, use.At, $"port {use.Port} is not opened: set {Sibling(use.Path, "type")}: NodePort");
            else if (!taken.TryAdd(use.Port, use))
                context.Error(use.Path, use.At,
                    $"port {use.Port} is taken by {taken[use.Port].Path} in line {taken[use.Port].At.Line}; "
                    + "every node port of a Kubernetes cluster has one owner");
        }
    }

    private static string Sibling(string path, string key) => path[..(path.LastIndexOf('.') + 1)] + key;
}
