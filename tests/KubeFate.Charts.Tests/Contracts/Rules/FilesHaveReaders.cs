namespace KubeFate.Charts.Tests.Contracts.Rules;

/// <summary>No file is put where nobody looks: each is opened there by a program, by a library on the class path, or by the command.</summary>
internal sealed class FilesHaveReaders : IContractRule
{
    public IEnumerable<Shortfall> Check(ProgramContainer container)
    {
        var opened = from run in container.Programs
                     from opening in run.Contract.Inputs.Openings
                     where opening.By.Any(run.Processes.Contains)
                     from path in Locations.Of(opening, container)
                     select path;
        var known = opened.Concat(container.OnClassPath("log4j2.xml")).ToHashSet(StringComparer.Ordinal);
        return from file in container.Files
               where !file.IsSource && !known.Contains(file.Path) && !container.Script.Text.Contains(file.Path, StringComparison.Ordinal)
               select new Shortfall(container.Name, file.Name, "", $"no program of the container opens it at {file.Path}");
    }
}
