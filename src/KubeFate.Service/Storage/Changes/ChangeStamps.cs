using System.Data.Common;

namespace KubeFate.Service.Storage.Changes;

/// <summary>
/// The stamps of all areas as one look at the database saw them. Two looks that saw the same stamp of an area would have read the same rows
/// there: the stamp is written in the transaction that changes the rows.
/// </summary>
internal sealed record ChangeStamps(long Users, long Clusters, long Jobs, long Charts)
{
    /// <summary>The table: one row an area.</summary>
    public const string Table = "change_stamps";

    /// <summary>Reads all rows; plain SQL, because the mapper is not to be loaded for it.</summary>
    public const string Query = $"SELECT area, stamp FROM {Table}";

    // Somebody removed the row: nothing is known of the area then.
    private const long Unknown = -1;

    /// <summary>The stamps by the words of the table's rows.</summary>
    public static ChangeStamps Of(IReadOnlyDictionary<string, long> rows) => new(
        rows.GetValueOrDefault(Word(DataAreas.Users), Unknown),
        rows.GetValueOrDefault(Word(DataAreas.Clusters), Unknown),
        rows.GetValueOrDefault(Word(DataAreas.Jobs), Unknown),
        rows.GetValueOrDefault(Word(DataAreas.Charts), Unknown));

    /// <summary>Reads the answer to <see cref="Query"/>.</summary>
    public static async Task<ChangeStamps> ReadAsync(DbDataReader rows, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellationToken)) found[rows.GetString(0)] = rows.GetInt64(1);
        return Of(found);
    }

    /// <summary>The statement that moves the stamps of these areas on.</summary>
    public static string Advance(DataAreas areas) =>
        $"UPDATE {Table} SET stamp = stamp + 1 WHERE area IN ({string.Join(", ", Single(areas).Select(area => $"'{Word(area)}'"))})";

    /// <summary>The word of an area in the table.</summary>
    public static string Word(DataAreas area) => area.ToString().ToLowerInvariant();

    /// <summary>The single areas of a set.</summary>
    public static IEnumerable<DataAreas> Single(DataAreas areas) =>
        new[] { DataAreas.Users, DataAreas.Clusters, DataAreas.Jobs, DataAreas.Charts }.Where(area => areas.HasFlag(area));

    /// <summary>Whether nothing was written in these areas between the two looks.</summary>
    public bool AgreesWith(ChangeStamps other, DataAreas areas) =>
        (!areas.HasFlag(DataAreas.Users) || (Users == other.Users && Users != Unknown))
        && (!areas.HasFlag(DataAreas.Clusters) || (Clusters == other.Clusters && Clusters != Unknown))
        && (!areas.HasFlag(DataAreas.Jobs) || (Jobs == other.Jobs && Jobs != Unknown))
        && (!areas.HasFlag(DataAreas.Charts) || (Charts == other.Charts && Charts != Unknown));
}
