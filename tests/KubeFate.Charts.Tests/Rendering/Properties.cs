namespace KubeFate.Charts.Tests.Rendering;

/// <summary>Reads a Java properties file as far as our files use the format: no continued lines.</summary>
internal static class Properties
{
    public static IReadOnlyDictionary<string, string> Parse(string text) =>
        text.Split('\n')
            .Where(line => line.Length > 0 && line[0] is not '#' and not '[')
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Replace("\\\\", "\\", StringComparison.Ordinal), StringComparer.Ordinal);
}
