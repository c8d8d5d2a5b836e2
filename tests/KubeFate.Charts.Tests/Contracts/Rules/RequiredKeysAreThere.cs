namespace KubeFate.Charts.Tests.Contracts.Rules;

/// <summary>Each key without which a program or a job fails is there, and says something.</summary>
internal sealed class RequiredKeysAreThere : IContractRule
{
    public IEnumerable<Shortfall> Check(ProgramContainer container) =>
        from reading in FileReading.Of(container)
        from key in reading.Keys
        where key is { Required: true, Unread: false } && reading.IsReadHere(key)
        from section in Sections(reading.File.Settings, key.Path)
        where Conditions.Holds(key.When, new(container.Release, reading.File.Settings, section)) && !IsThere(reading.File.Settings, key.Path, section)
        select reading.Shortfall(key.Path.Text, $"it is missing{(section.Length > 0 ? " in " + section : "")}, and required{(key.When is null ? "" : $" when {key.When}")} ({key.Source})");

    /// <summary>The sections of which each must have the key; "" for a key that stands once.</summary>
    private static IEnumerable<string> Sections(Settings settings, ContractPath key) => key.Parent is null ? [""] : settings.Paths.Where(path => key.Parent.IsMatch(path));

    private static bool IsThere(Settings settings, ContractPath key, string section) =>
        settings.Paths.Any(path => key.Matches(path) && path.StartsWith(section, StringComparison.Ordinal) && settings.IsSet(path));
}
