using System.Data;

namespace KubeFate.Service.Storage.Migrations;

/// <summary>
/// Gives a table of MySQL or MariaDB a collation under which texts are equal only when their bytes are: "Admin" is not "admin", and neither is
/// "admin ". SQLite and PostgreSQL compare so by themselves. <c>utf8mb4_bin</c> does not: it pads with spaces before it compares.
/// </summary>
internal static class ExactText
{
    // MariaDB's (from 10.2), MySQL's (from 8.0.17), and what is left for an older MySQL 8.
    private static readonly string[] Collations = ["utf8mb4_nopad_bin", "utf8mb4_0900_bin", "utf8mb4_bin"];

    /// <summary>Converts the tables that have another collation; those that are not there are passed over.</summary>
    public static void Convert(IDbConnection connection, IDbTransaction? transaction, params IEnumerable<string> tables)
    {
        var known = Read(connection, transaction, $"SELECT collation_name FROM information_schema.collations WHERE collation_name IN ({List(Collations)})");
        var wanted = Array.Find(Collations, known.Contains)!;
        // Names from here alone, never from outside.
        var other = Read(connection, transaction,
            $"SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name IN ({List(tables)}) AND table_collation <> '{wanted}'");
        foreach (var table in other) Execute(connection, transaction, $"ALTER TABLE {table} CONVERT TO CHARACTER SET utf8mb4 COLLATE {wanted}");
    }

    private static string List(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"'{word}'"));

    private static HashSet<string> Read(IDbConnection connection, IDbTransaction? transaction, string sql)
    {
        using var command = Command(connection, transaction, sql);
        using var rows = command.ExecuteReader();
        var found = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Read()) found.Add(rows.GetString(0));
        return found;
    }

    private static void Execute(IDbConnection connection, IDbTransaction? transaction, string sql)
    {
        using var command = Command(connection, transaction, sql);
        // A table of many events is copied.
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    private static IDbCommand Command(IDbConnection connection, IDbTransaction? transaction, string sql)
    {
        var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        return command;
    }
}
