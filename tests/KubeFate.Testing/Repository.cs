namespace KubeFate.Testing;

/// <summary>Where the checkout under test lies.</summary>
public static class Repository
{
    /// <summary>The folder that holds KubeFate.slnx.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "KubeFate.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("no KubeFate.slnx above " + AppContext.BaseDirectory);
    }
}
