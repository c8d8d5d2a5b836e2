using System.Text.RegularExpressions;

namespace KubeFate.Conformance.Tests;

/// <summary>Makes what tools print comparable: ages, times and generated parts become letters.</summary>
internal static partial class Printed
{
    /// <summary>The lines of a table, its columns parted by one space each, ages as AGE.</summary>
    public static IReadOnlyList<string> Table(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Ages().Replace(Spaces().Replace(line.Trim(), " "), " AGE"))];

    /// <summary>The columns of a table's first line.</summary>
    public static string Header(string text) => Table(text)[0];

    [GeneratedRegex(@"[ \t]{2,}|\t")]
    private static partial Regex Spaces();

    [GeneratedRegex(@" (\d+[smhdy])+(?= |$)")]
    private static partial Regex Ages();
}
