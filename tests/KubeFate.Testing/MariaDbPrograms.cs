namespace KubeFate.Testing;

/// <summary>What Debian's mariadb-server installs.</summary>
public sealed class MariaDbPrograms
{
    public const string Missing = "mariadbd is not installed (apt-get install mariadb-server)";

    private readonly string installer;
    private readonly string program;

    private MariaDbPrograms(string installer, string program) => (this.installer, this.program) = (installer, program);

    /// <summary>Null when it is not installed.</summary>
    public static MariaDbPrograms? Find() =>
        InstalledPrograms.Find("mariadb-install-db") is { } installer && InstalledPrograms.Find("mariadbd") is { } program ? new MariaDbPrograms(installer, program) : null;

    /// <summary>Makes an empty data folder whose root may come by the socket without a password.</summary>
    public async Task InitializeAsync(string dataFolder, CancellationToken cancellationToken) =>
        (await ToolProcess.RunAsync(installer,
            ["--no-defaults", $"--datadir={dataFolder}", "--auth-root-authentication-method=normal", "--skip-test-db", $"--user={Environment.UserName}"],
            null, null, cancellationToken)).MustSucceed();

    /// <summary>The shell's words that run the server. Commits reach the kernel, not the disk: they outlive a kill of the server, which is all that tests do to it.</summary>
    public string Command(string folder, string dataFolder, int port) =>
        $"exec {program} --no-defaults --datadir={dataFolder} --user={Environment.UserName} --bind-address=127.0.0.1 --port={port} --socket={folder}/socket "
        + $"--pid-file={folder}/pid --innodb-buffer-pool-size=32M --innodb-log-file-size=8M --innodb-flush-log-at-trx-commit=2 --innodb-doublewrite=0 --innodb-flush-method=nosync --skip-name-resolve --plugin-maturity=unknown";
}
