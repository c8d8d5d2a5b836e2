namespace KubeFate.Charts.Tests.Contracts.Rules;

/// <summary>Each variable that the chart sets is read by a program of the container, or stands in its command or a path of its mounts.</summary>
internal sealed class VariablesAreKnown : IContractRule
{
    public IEnumerable<Shortfall> Check(ProgramContainer container) =>
        from name in container.Variables.Keys
        where !container.Programs.Any(run => run.Contract.Inputs.Variables.Any(variable => Is(variable.Name, name) && variable.By.Any(run.Processes.Contains)))
            && !container.Uses(name)
        select new Shortfall(container.Name, "environment", name, "no program of the container reads it");

    private static bool Is(string known, string name) => known == name || (known.EndsWith('*') && name.StartsWith(known[..^1], StringComparison.Ordinal));
}
