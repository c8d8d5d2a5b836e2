using System.Globalization;

namespace KubeFate.Fate.Keys;

/// <summary>The three numbers of a release, as in v1.8.0; what follows them is not compared.</summary>
internal sealed record ReleaseNumber(int Major, int Minor, int Patch)
{
    /// <summary>Reads <c>v1.8.0</c>, <c>1.8.0</c> or <c>v2.0.0-beta</c>; null when the text is no version.</summary>
    public static ReleaseNumber? Parse(string text)
    {
        var parts = text.TrimStart('v').Split('-', '+')[0].Split('.');
        Span<int> numbers = [0, 0, 0];
        if (parts.Length is 0 or > 3) return null;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])) return null;
        }

        return new ReleaseNumber(numbers[0], numbers[1], numbers[2]);
    }

    public bool IsBefore(ReleaseNumber other) => (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch)) < 0;
}
