namespace KubeFate.Charts.Tests.Contracts.Rules;

/// <summary>A file of a container beside the contract of a program that opens it there.</summary>
internal sealed record FileReading(ProgramContainer Container, ContainerFile File, ContractFile Contract, ProgramRun Run)
{
    /// <summary>Every file that is there, with each program of the container that opens it. The file that a command makes of another counts once.</summary>
    public static IEnumerable<FileReading> Of(ProgramContainer container) =>
        from file in container.Files.DistinctBy(file => file.Name)
        from run in container.Programs
        from contract in run.Contract.Files
        where contract.Name == file.Name && run.Contract.Inputs.Openings.Any(opening => opening.File == file.Name && opening.By.Any(run.Processes.Contains))
        select new FileReading(container, file, contract, run);

    /// <summary>The keys of the release.</summary>
    public IEnumerable<ContractKey> Keys => Contract.KeysOf(Container.Release.Number);

    public bool IsReadHere(ContractKey key) => key.By.Any(Run.Processes.Contains);

    public bool IsClosed(string path) => Run.Processes.Contains("fateflow") && Contract.Closed.Any(map => path.StartsWith(map + ".", StringComparison.Ordinal));

    public Shortfall Shortfall(string key, string message) => new(Container.Name, File.Name, key, message);
}
