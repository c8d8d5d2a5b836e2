namespace KubeFate.Fate.Forms;

/// <summary>Finds what somebody meant to write.</summary>
public static class Nearest
{
    /// <summary>The candidate that differs least from the word; null when none is near enough to be meant.</summary>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        var limit = Math.Max(1, word.Length / 3);
        string? nearest = null;
        foreach (var candidate in candidates)
        {
            // Each letter more or less is one; for a word of a megabyte nothing else need be looked at.
            if (Math.Abs(word.Length - candidate.Length) > limit) continue;
            var distance = Distance(word, candidate);
            // Less than the whole word: "a" is not meant to be "b".
            if (distance > limit || distance >= candidate.Length) continue;
            limit = distance - 1;
            nearest = candidate;
            if (distance == 0) break;
        }

        return nearest;
    }

    /// <summary>The tail of a message: <c>; did you mean "rollsite"?</c>, or nothing.</summary>
    public static string Hint(string word, IEnumerable<string> candidates) =>
        To(word, candidates) is { } nearest ? $"; did you mean \"{nearest}\"?" : "";

    /// <summary>How many letters were added, left out, changed or swapped with their neighbour; case does not count.</summary>
    public static int Distance(string left, string right)
    {
        var before = new int[right.Length + 1];
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++) previous[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = Same(left[i - 1], right[j - 1]);
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (same ? 0 : 1));
                var swapped = i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]);
                if (swapped) current[j] = Math.Min(current[j], before[j - 2] + 1);
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
