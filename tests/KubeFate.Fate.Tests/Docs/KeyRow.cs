using KubeFate.Fate.Keys;

namespace KubeFate.Fate.Tests.Docs;

/// <summary>One key as a page shows it.</summary>
internal sealed record KeyRow
{
    /// <summary>Below its section, with <c>[]</c> behind lists.</summary>
    public required string Shown { get; init; }

    /// <summary>The whole path, without <c>[]</c>.</summary>
    public required string Path { get; init; }

    public required KeySpec Spec { get; init; }

    /// <summary>The releases that read it, when some that read its section do not; empty otherwise.</summary>
    public required string Releases { get; init; }

    /// <summary>What stands under it; for a list, under each of its items.</summary>
    public required IReadOnlyList<KeyRow> Below { get; init; }

    public IEnumerable<KeyRow> All => Below.SelectMany(row => row.All).Prepend(this);

    /// <summary>All keys of a mapping, read by those releases.</summary>
    public static IReadOnlyList<KeyRow> Of(KeySpec mapping, string path, string shown, IReadOnlyList<FateRelease> readers) =>
        [.. mapping.Keys!.Select(key => Of(key.Key, key.Value, path, shown, readers))];

    private static KeyRow Of(string name, KeySpec spec, string path, string shown, IReadOnlyList<FateRelease> readers)
    {
        IReadOnlyList<FateRelease> own = [.. readers.Where(release => spec.IsReadBy(ReleaseNumber.Parse(release.Version)!))];
        var inner = spec.Items ?? spec;
        var whole = path.Length == 0 ? name : $"{path}.{name}";
        var label = (shown.Length == 0 ? name : $"{shown}.{name}") + (spec.Items is null ? "" : "[]");
        return new KeyRow
        {
            Shown = label,
            Path = whole,
            Spec = spec,
            Releases = own.Count == readers.Count ? "" : own.Count == 0 ? "none of these" : string.Join(", ", own.Select(release => release.Version)),
            Below = inner.Keys is null ? [] : Of(inner, whole, label, own),
        };
    }
}
