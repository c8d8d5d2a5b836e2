namespace KubeFate.Charts.Tests.Contracts.Rules;

/// <summary>What the programs open is declared at the container and reached by a Service, and nothing is declared that nobody opens.</summary>
internal sealed class PortsAgree : IContractRule
{
    public IEnumerable<Shortfall> Check(ProgramContainer container)
    {
        var open = OpenPorts.Of(container).ToArray();
        // The executors call the driver back at the pod's own address: a declaration would change nothing.
        foreach (var (process, name, port) in open.Where(port => port.Process != "driver"))
        {
            if (!container.Ports.Any(declared => declared.Port == port)) yield return Fault(name, $"{process} opens {port}, which the container does not declare");
            if (!container.Release.IsServed(container.Pod, port)) yield return Fault(name, $"{process} opens {port}, to which no Service leads");
        }

        foreach (var (name, port) in container.Ports.Where(declared => !open.Any(found => found.Port == declared.Port)))
            yield return Fault(name, $"the container declares {port}, which no program opens");

        Shortfall Fault(string name, string message) => new(container.Name, "ports", name, message);
    }
}
