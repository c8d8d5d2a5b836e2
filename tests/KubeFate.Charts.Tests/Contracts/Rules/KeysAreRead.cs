namespace KubeFate.Charts.Tests.Contracts.Rules;

/// <summary>Each key that we write is read by a program of the container that has the file.</summary>
internal sealed class KeysAreRead : IContractRule
{
    public IEnumerable<Shortfall> Check(ProgramContainer container) =>
        from file in FileReading.Of(container).GroupBy(reading => reading.File.Name)
        where !file.Any(reading => reading.Contract.PassesUnknownOn)
        from path in file.First().File.Settings.Leaves
        where !file.Any(reading => reading.IsClosed(path)) && Fault(file, path) is not null
        select file.First().Shortfall(path, Fault(file, path)!);

    private static string? Fault(IEnumerable<FileReading> readings, string path)
    {
        var settings = readings.First().File.Settings;
        var keys = readings.SelectMany(reading => reading.Keys.Where(key => key.Path.Matches(path)).Select(key => (Reading: reading, Key: key))).ToArray();
        if (keys.Any(found => !found.Key.Unread && found.Reading.IsReadHere(found.Key))) return null;
        // A section that is blank says nothing.
        if (!settings.IsSet(path) && readings.Any(reading => reading.Keys.Any(key => key.Path.IsBelow(path) && !key.Unread))) return null;
        if (keys.Length == 0) return "no program knows it";
        return keys.FirstOrDefault(found => found.Key.Unread) is { Key: { } unread } ? $"nothing uses it ({unread.Source})"
            : $"only {string.Join(", ", keys.SelectMany(found => found.Key.By).Distinct())} reads it ({keys[0].Key.Source})";
    }
}
