using System.Globalization;

namespace KubeFate.Bench;

/// <summary>What to measure and how often. <c>./build.sh bench [--rounds N] [NAME …]</c>.</summary>
internal sealed record BenchOptions
{
    public static readonly string[] Names = ["render", "command", "start", "install", "rest"];

    /// <summary>Installs a side; the other figures take multiples of it. Default 20.</summary>
    public int Rounds { get; init; } = 20;

    /// <summary>The groups to measure; none named: all.</summary>
    public IReadOnlyList<string> Only { get; init; } = Names;

    /// <summary>Null when the arguments cannot be read.</summary>
    public static BenchOptions? Parse(IReadOnlyList<string> arguments)
    {
        var names = new List<string>();
        var options = new BenchOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--rounds" && i + 1 < arguments.Count && int.TryParse(arguments[i + 1], CultureInfo.InvariantCulture, out var rounds) && rounds > 0)
            {
                options = options with { Rounds = rounds };
                i++;
            }
            else if (Names.Contains(arguments[i], StringComparer.Ordinal))
            {
                names.Add(arguments[i]);
            }
            else
            {
                return null;
            }
        }

        return names.Count == 0 ? options : options with { Only = names };
    }
}
