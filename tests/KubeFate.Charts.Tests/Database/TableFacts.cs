using KubeFate.Testing;

namespace KubeFate.Charts.Tests.Database;

/// <summary>Facts/*.txt: the columns that FATE's programs themselves make, measured on MariaDB.</summary>
internal static class TableFacts
{
    /// <summary>Its lines: table, column, type, whether it may be null.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Repository.Root, "tests", "KubeFate.Charts.Tests", "Database", "Facts", name + ".txt");
        return [.. (await File.ReadAllLinesAsync(file, cancellationToken)).Where(line => !line.StartsWith('#'))];
    }

    /// <summary>Statements that make these tables; <paramref name="keys"/> are their primary keys.</summary>
    public static string Create(IEnumerable<string> columns, IReadOnlyDictionary<string, string> keys)
    {
        var tables = columns.Select(line => line.Split(' ')).GroupBy(words => words[0], StringComparer.Ordinal);
        return string.Concat(tables.Select(table =>
            $"CREATE TABLE {table.Key} ({string.Join(", ", table.Select(words => $"{words[1]} {words[2].Replace('_', ' ')}{(words[3] == "NO" ? " NOT NULL" : " NULL")}"))}"
            + $"{(keys.TryGetValue(table.Key, out var key) ? $", PRIMARY KEY ({key})" : "")});\n"));
    }
}
