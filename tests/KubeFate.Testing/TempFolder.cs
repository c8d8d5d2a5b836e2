namespace KubeFate.Testing;

/// <summary>A folder of a test's own, removed with all it holds.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("kubefate-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        var path = File(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Variables that give helm and kubectl a home of their own in this folder.</summary>
    public Dictionary<string, string?> Variables() => new(StringComparer.Ordinal) { ["HOME"] = Path, ["KUBECONFIG"] = null };

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
