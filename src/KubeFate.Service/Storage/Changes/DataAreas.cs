namespace KubeFate.Service.Storage.Changes;

/// <summary>Parts of the database that change together, and that answers depend on. Each has a stamp, which every commit that writes there moves on.</summary>
[Flags]
internal enum DataAreas
{
    None = 0,

    /// <summary>Users, their tokens and the sessions that ended.</summary>
    Users = 1,
    Clusters = 2,

    /// <summary>Jobs and their modules; not their steps and events, which no list shows.</summary>
    Jobs = 4,
    Charts = 8,
    All = Users | Clusters | Jobs | Charts,
}

/// <summary>Which area a statement writes to: found in the statement itself, so that no writer has to remember to say it.</summary>
internal static class WrittenAreas
{
    /// <summary>The area of each table that is written through the mapper. A table that is missing here counts as all areas; a test names it.</summary>
    public static IReadOnlyDictionary<string, DataAreas> Tables { get; } = new Dictionary<string, DataAreas>(StringComparer.Ordinal)
    {
        ["users"] = DataAreas.Users,
        ["access_tokens"] = DataAreas.Users,
        ["revoked_sessions"] = DataAreas.Users,
        ["clusters"] = DataAreas.Clusters,
        ["jobs"] = DataAreas.Jobs,
        ["sub_jobs"] = DataAreas.Jobs,
        ["charts"] = DataAreas.Charts,
        // Read from the database whenever somebody asks for them.
        ["settings"] = DataAreas.None,
        ["job_steps"] = DataAreas.None,
        ["job_events"] = DataAreas.None,
        ["audit_events"] = DataAreas.None,
        // Written with the row that it belongs to, whose masked form is what answers show.
        ["sealed_texts"] = DataAreas.None,
        [ChangeStamps.Table] = DataAreas.None,
    };

    /// <summary>
    /// The areas that a statement may write to: those of every table it names, which may be one too many (a table that is only read), and all
    /// when it names none. Nothing for a SELECT.
    /// </summary>
    public static DataAreas Of(string sql)
    {
        if (sql.AsSpan().TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase)) return DataAreas.None;
        var (areas, known) = (DataAreas.None, false);
        foreach (var (table, area) in Tables)
        {
            if (!Names(sql, table)) continue;
            known = true;
            areas |= area;
        }

        return known ? areas : DataAreas.All;
    }

    private static bool Names(string sql, string table)
    {
        for (var at = sql.IndexOf(table, StringComparison.Ordinal); at >= 0; at = sql.IndexOf(table, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !IsWord(sql[at - 1])) && (at + table.Length == sql.Length || !IsWord(sql[at + table.Length]))) return true;
        }

        return false;
    }

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';
}
