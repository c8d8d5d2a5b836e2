using System.Globalization;

namespace KubeFate.Fate;

/// <summary>The version of a chart, such as <c>v1.8.0</c> or <c>v2.0.0-beta.1</c>, in the order of semantic versioning 2 (semver.org, section 11).</summary>
public sealed class ChartVersion
{
    private readonly ulong[] numbers;
    private readonly string[] preRelease;

    private ChartVersion(ulong[] numbers, string[] preRelease) => (this.numbers, this.preRelease) = (numbers, preRelease);

    /// <summary>Reads one to three numbers, with or without the <c>v</c>; null when the text is no version. What follows a <c>+</c> does not count.</summary>
    public static ChartVersion? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (release, pre) = Cut(text.StartsWith('v') ? text[1..] : text);
        var parts = release.Split('.');
        var numbers = new ulong[3];
        if (parts.Length > numbers.Length) return null;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!TryNumber(parts[i], out numbers[i])) return null;
        }

        return pre is "" ? null : new ChartVersion(numbers, pre?.Split('.') ?? []);
    }

    /// <summary>Whether it comes before the other.</summary>
    public bool IsBefore(ChartVersion other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CompareTo(other) < 0;
    }

    private int CompareTo(ChartVersion other)
    {
        var order = numbers.AsSpan().SequenceCompareTo(other.numbers);
        if (order != 0) return order;

        // A version without a pre-release comes after all that have one.
        if (preRelease.Length == 0 || other.preRelease.Length == 0) return other.preRelease.Length.CompareTo(preRelease.Length);
        for (var i = 0; i < Math.Min(preRelease.Length, other.preRelease.Length); i++)
        {
            order = Compare(preRelease[i], other.preRelease[i]);
            if (order != 0) return order;
        }

        return preRelease.Length.CompareTo(other.preRelease.Length);
    }

    private static (string Release, string? PreRelease) Cut(string text)
    {
        var version = text.Split('+', 2)[0];
        var dash = version.IndexOf('-');
        return dash < 0 ? (version, null) : (version[..dash], version[(dash + 1)..]);
    }

    // Numbers come before words and are compared as numbers; words by their letters.
    private static int Compare(string a, string b) => (TryNumber(a, out var x), TryNumber(b, out var y)) switch
    {
        (true, true) => x.CompareTo(y),
        (true, false) => -1,
        (false, true) => 1,
        _ => string.CompareOrdinal(a, b),
    };

    private static bool TryNumber(string text, out ulong number) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
