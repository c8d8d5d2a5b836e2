namespace KubeFate.Cli.Arguments;

/// <summary>Finds the one thing that an argument means: by uuid, by a unique prefix of its UUID, or by name.</summary>
internal static class Lookup
{
    // Shorter prefixes of a UUID are more likely typing errors.
    private const int ShortestPrefix = 4;

    /// <summary>Whether the word is a whole uuid, which needs no looking up.</summary>
    public static bool IsUuid(string word) => Guid.TryParseExact(word, "D", out _);

    /// <summary>
    /// The one thing that is meant; a name takes precedence over the prefix of a UUID. Throws <see cref="CommandFailure"/> that lists the candidates when
    /// there are several, and that says where to look when there is none.
    /// </summary>
    public static T Find<T>(IReadOnlyList<T> all, string word, Kind<T> kind)
    {
        var found = FindAny(all, word, kind);
        return found switch
        {
            [var one] => one,
            [] => throw new CommandFailure(ExitCode.NotFound, $"there is no {kind.Word} \"{word}\"; see: kubefate {kind.Word} list"),
            _ => throw new CommandFailure(ExitCode.Usage,
                $"\"{word}\" can be any of {found.Count} {kind.Word}s; {kind.Cure}:\n{string.Join('\n', found.Select(thing => $"  {kind.Uuid(thing)}  {kind.Shown(thing)}"))}"),
        };
    }

    /// <summary>All that the word can mean.</summary>
    public static IReadOnlyList<T> FindAny<T>(IReadOnlyList<T> all, string word, Kind<T> kind)
    {
        // Copied from a list that a narrow terminal cut.
        word = word.TrimEnd('…');
        T[] found = [.. all.Where(thing => kind.Uuid(thing).Equals(word, StringComparison.OrdinalIgnoreCase))];
        if (found.Length == 0) found = [.. all.Where(thing => kind.Names(thing).Contains(word, StringComparer.Ordinal))];
        if (found.Length == 0 && word.Length >= ShortestPrefix) found = [.. all.Where(thing => kind.Uuid(thing).StartsWith(word, StringComparison.OrdinalIgnoreCase))];
        return found;
    }
}

/// <summary>What a kind of things is found by, and how it is called.</summary>
internal sealed record Kind<T>
{
    /// <summary>Its word, which is also the group of its verbs: <c>cluster</c>.</summary>
    public required string Word { get; init; }

    public required Func<T, string> Uuid { get; init; }

    /// <summary>All that it answers to beside its uuid.</summary>
    public required Func<T, IEnumerable<string>> Names { get; init; }

    /// <summary>How one of several candidates is told from the others.</summary>
    public required Func<T, string> Shown { get; init; }

    /// <summary>How to say which of several is meant.</summary>
    public string Cure { get; init; } = "say which by its uuid";
}
