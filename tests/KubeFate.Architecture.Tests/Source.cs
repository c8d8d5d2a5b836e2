namespace KubeFate.Architecture.Tests;

internal sealed record SourceProject(string Name, string File);

/// <summary>The checkout's own files.</summary>
internal static class Source
{
    public static string Root { get; } = FindRoot();

    /// <summary>The projects under src/.</summary>
    public static IReadOnlyList<SourceProject> Projects { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(file => new SourceProject(Path.GetFileNameWithoutExtension(file), file)),
    ];

    /// <summary>Every C# file below a folder that a person wrote.</summary>
    public static IEnumerable<string> CSharp(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    /// <summary>A file's path as a person would name it.</summary>
    public static string Name(string file) => Path.GetRelativePath(Root, file);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "KubeFate.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }
}
