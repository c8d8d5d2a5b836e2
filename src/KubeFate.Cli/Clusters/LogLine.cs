using KubeFate.Cli.Output;

namespace KubeFate.Cli.Clusters;

/// <summary>A line of a log at a terminal: the prefix <c>[POD CONTAINER]</c> in a colour of the pod's own.</summary>
internal static class LogLine
{
    // Those that read well on dark and on light: cyan, green, yellow, magenta, blue, and the bright ones of the first four.
    private static readonly int[] Colors = [36, 32, 33, 35, 34, 96, 92, 93, 95];

    public static string Paint(string line, Terminal terminal)
    {
        if (!terminal.Color || line is not ['[', ..]) return line;
        var end = line.IndexOf("] ", StringComparison.Ordinal);
        var blank = line.IndexOf(' ');
        if (end < 0 || blank > end) return line;
        return $"\e[{Colors[Hash(line.AsSpan(1, blank - 1)) % Colors.Length]}m{line[..(end + 1)]}\e[0m{line[(end + 1)..]}";
    }

    // The same pod has the same colour in every call, which .NET's own hash would not give.
    private static int Hash(ReadOnlySpan<char> text)
    {
        var hash = 17;
        foreach (var letter in text) hash = ((hash * 31) + letter) & 0x7fffffff;
        return hash;
    }
}
