namespace KubeFate.Kubernetes.Readiness;

/// <summary>Small turns of phrase that the sentences share.</summary>
internal static class Words
{
    private const int Longest = 240;

    /// <summary>Such as <c>1 new pod</c>, <c>3 pods</c>.</summary>
    public static string Pods(int count, string adjective = "") =>
        $"{count}{(adjective.Length > 0 ? " " + adjective : "")} {(count == 1 ? "pod" : "pods")}";

    public static string Times(int count) => count == 1 ? "once" : $"{count} times";

    /// <summary>The words of another program, on one line and no longer than a reader will read.</summary>
    public static string Clip(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.', ';', ':');
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }
}
