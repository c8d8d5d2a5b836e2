namespace KubeFate.Charts.Tests.Contracts.Rules;

/// <summary>No key stands in a map whose unknown keys end the program.</summary>
internal sealed class ClosedMapsAreKnown : IContractRule
{
    public IEnumerable<Shortfall> Check(ProgramContainer container) =>
        from reading in FileReading.Of(container)
        from path in reading.File.Settings.Leaves
        where reading.IsClosed(path) && !reading.Keys.Any(key => key.Path.Matches(path))
        select reading.Shortfall(path, $"{reading.Run.Contract.Program} ends at a key that it does not know here");
}
