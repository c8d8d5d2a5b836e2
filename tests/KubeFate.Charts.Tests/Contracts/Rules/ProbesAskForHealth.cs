using System.Text.Json.Nodes;

namespace KubeFate.Charts.Tests.Contracts.Rules;

/// <summary>
/// A container is ready when its program says so: by its page of health where it has one that GET reads, else by a port that it opens. Liveness
/// asks no more than a port: a busy program is no dead one.
/// </summary>
internal sealed class ProbesAskForHealth : IContractRule
{
    public IEnumerable<Shortfall> Check(ProgramContainer container)
    {
        var open = OpenPorts.Of(container).Where(port => port.Process != "driver").ToArray();
        foreach (var health in container.Programs.SelectMany(run => run.Processes.Where(run.Contract.Processes.ContainsKey).Select(process => run.Contract.Processes[process])))
        {
            // A page whose port is not opened tells nothing.
            var isPage = health is { IsPage: true, Method: "GET" } && open.Any(port => port.Port == health.Port);
            foreach (var name in (string[])["startupProbe", "readinessProbe"])
            {
                if (container.Probe(name) is not { } probe) yield return Fault(name, "it is missing");
                else if (isPage && !(probe["httpGet"]?["path"]?.ToString() == health.Path && Port(container, probe["httpGet"]) == health.Port)) yield return Fault(name, $"it does not ask GET {health.Path} at {health.Port}");
                else if (!isPage && !open.Any(port => port.Port == Port(container, probe["tcpSocket"]))) yield return Fault(name, "it asks at no port that the program opens");
            }

            if (!open.Any(port => port.Port == Port(container, container.Probe("livenessProbe")?["tcpSocket"]))) yield return Fault("livenessProbe", "it asks at no port that the program opens");
        }

        Shortfall Fault(string name, string message) => new(container.Name, "probes", name, message);
    }

    private static int? Port(ProgramContainer container, JsonNode? probe) =>
        probe?["port"]?.ToString() is not { } text ? null
        : int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number
        : container.Ports.FirstOrDefault(port => port.Name == text).Port;
}
