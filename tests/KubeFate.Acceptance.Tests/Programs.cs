using KubeFate.Testing;

namespace KubeFate.Acceptance.Tests;

/// <summary>The programs as <c>./build.sh build</c> left them: the tests drive what users get.</summary>
internal static class Programs
{
    /// <summary>The command.</summary>
    public static string Command => Find("kubefate");

    /// <summary>The service.</summary>
    public static string Service => Find("service/kubefate-service");

    private static string Find(string name)
    {
        var path = Path.Combine(Repository.Root, "out", name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is missing: run ./build.sh build once", path);
    }
}
