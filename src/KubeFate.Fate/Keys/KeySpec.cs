namespace KubeFate.Fate.Keys;

/// <summary>
/// What the catalogue says of one key. Exactly one of <see cref="Type"/>, <see cref="Words"/>, <see cref="Keys"/> and <see cref="Items"/> is
/// set.
/// </summary>
internal sealed record KeySpec
{
    /// <summary>Stands in a mapping for every key that is not named.</summary>
    public const string Wildcard = "*";

    public KeyType? Type { get; init; }

    /// <summary>The words that the value may be.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>The keys of a mapping.</summary>
    public IReadOnlyDictionary<string, KeySpec>? Keys { get; init; }

    /// <summary>What a list holds.</summary>
    public KeySpec? Items { get; init; }

    /// <summary>It must be there when its mapping is.</summary>
    public bool Required { get; init; }

    /// <summary>The first release that reads the key; null for all.</summary>
    public ReleaseNumber? Since { get; init; }

    /// <summary>The last release that reads the key; null for all.</summary>
    public ReleaseNumber? Until { get; init; }

    /// <summary>What to write where the release does not read the key.</summary>
    public string? Instead { get; init; }

    /// <summary>Why the release does not read the key, as a clause; null where the range of releases says all.</summary>
    public string? Because { get; init; }

    /// <summary>The chart makes no use of the key, though the original's does: what to write instead, or an empty text. Null when it does.</summary>
    public string? Unread { get; init; }

    public bool IsReadBy(ReleaseNumber release) =>
        !(Since is not null && release.IsBefore(Since)) && !(Until is not null && Until.IsBefore(release));
}
