namespace KubeFate.Service.Storage;

/// <summary>The databases we run on.</summary>
public enum DatabaseType
{
    /// <summary>A file in <see cref="DatabaseOptions.DataFolder"/>; needs nothing else. The default.</summary>
    Sqlite,

    /// <summary>MySQL 8 or MariaDB 10.6 and later.</summary>
    MySql,

    /// <summary>PostgreSQL 13 and later.</summary>
    Postgres,
}

/// <summary>Where the service keeps its data: the names <c>FATECLOUD_DB_*</c>. The hosting reads the environment; this is what it found.</summary>
public sealed record DatabaseOptions
{
    /// <summary><c>FATECLOUD_DB_TYPE</c>: sqlite, mysql (also mariadb) or postgres.</summary>
    public DatabaseType Type { get; init; } = DatabaseType.Sqlite;

    /// <summary>The folder of the SQLite file; made with mode 0700 when it is missing.</summary>
    public string DataFolder { get; init; } = ".";

    /// <summary><c>FATECLOUD_DB_HOST</c>.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary><c>FATECLOUD_DB_PORT</c>; null: 3306 or 5432.</summary>
    public int? Port { get; init; }

    /// <summary><c>FATECLOUD_DB_NAME</c>: the database, which must exist.</summary>
    public string Name { get; init; } = "kube_fate";

    /// <summary><c>FATECLOUD_DB_USERNAME</c>.</summary>
    public string Username { get; init; } = "kubefate";

    /// <summary><c>FATECLOUD_DB_PASSWORD</c>. Never logged.</summary>
    public string Password { get; init; } = "";

    /// <summary>How long a start waits for a database that is not up yet, or is locked, before it gives up.</summary>
    public TimeSpan StartPatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The SQLite file.</summary>
    public string SqliteFile => Path.Combine(DataFolder, "kubefate.db");

    /// <summary>The options without the password, for a log line or an error.</summary>
    public override string ToString() => Type == DatabaseType.Sqlite ? $"sqlite {SqliteFile}" : $"{Type} {Username}@{Host}:{Port}/{Name}";

    /// <summary>The type that a word of <c>FATECLOUD_DB_TYPE</c> names; null when it names none.</summary>
    public static DatabaseType? ParseType(string word) => word.ToLowerInvariant() switch
    {
        "sqlite" or "sqlite3" => DatabaseType.Sqlite,
        "mysql" or "mariadb" => DatabaseType.MySql,
        "postgres" or "postgresql" => DatabaseType.Postgres,
        _ => null,
    };
}
