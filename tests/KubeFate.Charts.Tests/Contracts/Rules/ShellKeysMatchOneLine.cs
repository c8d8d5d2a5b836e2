using System.Text.RegularExpressions;

namespace KubeFate.Charts.Tests.Contracts.Rules;

/// <summary>A key that a shell script looks up with grep matches one line of the file, comments included.</summary>
internal sealed class ShellKeysMatchOneLine : IContractRule
{
    public IEnumerable<Shortfall> Check(ProgramContainer container) =>
        from reading in FileReading.Of(container)
        from key in reading.Keys
        where key.IsGrepped && reading.IsReadHere(key)
        // As grep reads it: a dot is any character.
        let lines = reading.File.Text.Split('\n').Count(line => Regex.IsMatch(line, key.Path.Text, RegexOptions.None, TimeSpan.FromSeconds(1)))
        where lines > 1
        select reading.Shortfall(key.Path.Text, $"grep finds it in {lines} lines ({key.Source})");
}
