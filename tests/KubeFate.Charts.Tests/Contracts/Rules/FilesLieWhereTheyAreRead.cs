namespace KubeFate.Charts.Tests.Contracts.Rules;

/// <summary>Each file that a program cannot do without lies where the program looks.</summary>
internal sealed class FilesLieWhereTheyAreRead : IContractRule
{
    public IEnumerable<Shortfall> Check(ProgramContainer container) =>
        from run in container.Programs
        from opening in run.Contract.Inputs.Openings
        where opening.By.Any(run.Processes.Contains)
        let paths = Locations.Of(opening, container)
        where paths.Count > 0 && !container.Files.Any(file => paths.Contains(file.Path))
        select new Shortfall(container.Name, opening.File, "", $"{string.Join(", ", opening.By.Where(run.Processes.Contains))} looks for it at {string.Join(" or ", paths)}, where nothing is");
}
