using System.Text.RegularExpressions;

namespace KubeFate.Architecture.Tests;

/// <summary>What we write may hold secrets: nobody else may read it, unless it is made to be read.</summary>
public sealed partial class FileModeTests
{
    /// <summary>Where files and folders are made with the user's own mask, and why.</summary>
    private static readonly Dictionary<string, string> Public = new(StringComparer.Ordinal)
    {
        ["src/KubeFate.Cli/Clusters/Init/InitTarget.cs"] = "a draft of cluster.yaml, which its owner reads and shares; it sets its mode itself",
        ["src/KubeFate.Cli/Reference/ReferenceCommand.cs"] = "pages of the reference",
        ["src/KubeFate.Cli/Bundles/BundleFile.cs"] = "the folder of a bundle; its files are private",
        ["src/KubeFate.Cli/Support/CollectedFolder.cs"] = "folders below a private one",
        ["src/KubeFate.Helm/Charts/PullCommand.cs"] = "charts, in a folder of the run, which is private",
    };

    [Fact]
    public void Every_file_and_folder_that_is_made_is_private_or_listed_with_the_reason()
    {
        var open = from file in Source.CSharp("src")
                   let name = Source.Name(file)
                   where !Public.ContainsKey(name)
                   let lines = File.ReadAllLines(file)
                   from number in Enumerable.Range(0, lines.Length)
                   where Makes().IsMatch(lines[number]) && !lines[number].TrimStart().StartsWith("//", StringComparison.Ordinal)
                   where !SaysMode().IsMatch(string.Join('\n', lines[Math.Max(0, number - 6)..Math.Min(lines.Length, number + 7)]))
                   select $"{name}:{number + 1}: {lines[number].Trim()}";
        Assert.Equal("", string.Join("\n", open));
    }

    [Fact]
    public void The_list_names_only_files_that_make_something() =>
        Assert.Empty(Public.Keys.Where(name => !Makes().IsMatch(File.ReadAllText(Path.Combine(Source.Root, name)))));

    [GeneratedRegex(@"new FileStream\((?!.*FileMode\.Open,)|\bFile\.(WriteAll|AppendAll|Create|CreateText|Copy)\w*\(|Directory\.CreateDirectory\(", RegexOptions.ExplicitCapture)]
    private static partial Regex Makes();

    [GeneratedRegex(@"UnixFileMode|UnixCreateMode|OwnerOnly|OnlyUs", RegexOptions.ExplicitCapture)]
    private static partial Regex SaysMode();
}
