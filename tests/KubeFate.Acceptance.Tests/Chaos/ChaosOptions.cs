using System.Globalization;

namespace KubeFate.Acceptance.Tests.Chaos;

/// <summary>How much chaos: little by default, for CI; <c>./build.sh chaos</c> sets more. The same seed does the same things.</summary>
internal static class ChaosOptions
{
    /// <summary>Every set-up, not only the quick ones.</summary>
    public static bool IsLong => Number("KUBEFATE_CHAOS_LONG", 0) == 1;

    /// <summary>What the moments and choices are drawn from.</summary>
    public static int Seed => Number("KUBEFATE_CHAOS_SEED", 1);

    /// <summary>Kills of each set-up, a multiple of 4 (install, update, rollback, delete).</summary>
    public static int Kills => Number("KUBEFATE_CHAOS_KILLS", 4);

    /// <summary>Outages of each set-up.</summary>
    public static int Outages => Number("KUBEFATE_CHAOS_OUTAGES", 3);

    /// <summary>How long an outage lasts.</summary>
    public static TimeSpan Absence => TimeSpan.FromSeconds(Number("KUBEFATE_CHAOS_ABSENCE", 3));

    /// <summary>Installs that are deleted again.</summary>
    public static int Cycles => Number("KUBEFATE_CHAOS_CYCLES", 6);

    /// <summary>Appends a line to the report, if one is wanted, and to the test's output.</summary>
    public static void Report(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        if (Environment.GetEnvironmentVariable("KUBEFATE_CHAOS_REPORT") is { Length: > 0 } file) File.AppendAllText(file, line + "\n");
    }

    private static int Number(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
