using System.Globalization;
using System.Net;
using KubeFate.Service.Charts;
using KubeFate.Service.Storage;
using KubeFate.Service.Storage.Sealing;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Hosting;

/// <summary>Reads <see cref="ServiceOptions"/> from environment variables and tells every fault at once, each with its name.</summary>
public sealed class ServiceOptionsReader(Func<string, string?> environment)
{
    private readonly List<string> faults = [];

    /// <summary>Reads and checks. Throws <see cref="ServiceException"/> <c>options_invalid</c> that names every wrong variable.</summary>
    public static ServiceOptions Read(Func<string, string?> environment) => new ServiceOptionsReader(environment).Read();

    private ServiceOptions Read()
    {
        var dataFolder = Path.GetFullPath(Text("FATECLOUD_DATA_DIR") ?? DefaultDataFolder());
        var options = new ServiceOptions
        {
            Address = Text("FATECLOUD_SERVER_ADDRESS") ?? "127.0.0.1",
            Port = Number("FATECLOUD_SERVER_PORT", 0, 65535) ?? 8080,
            DataFolder = dataFolder,
            Database = Database(dataFolder),
            SecretKey = new SecretKeyOptionsReader(Text, faults).Read(),
            UserName = FirstUserName(),
            UserPassword = Text("FATECLOUD_USER_PASSWORD"),
            Repository = new RepositoryOptionsReader(Text, Flag, faults).Read(),
            ChartsFolder = Path.GetFullPath(Text("FATECLOUD_CHARTS_DIR") ?? Path.Combine(AppContext.BaseDirectory, "charts")),
            Helm = Text("FATECLOUD_HELM") ?? DefaultHelm(),
            HelmParallelism = Number("FATECLOUD_HELM_PARALLELISM", 1, 64) ?? 4,
            HelmMemory = Number("FATECLOUD_HELM_MEMORY_MB", 128, 65536) ?? 512,
            HelmVariables = Variables("FATECLOUD_HELM_ENV"),
            Kubeconfig = Text("KUBECONFIG"),
            KubeContext = Text("FATECLOUD_KUBE_CONTEXT"),
            LogLevel = Level(),
            NoColor = Flag("FATECLOUD_LOG_NOCOLOR") || Text("NO_COLOR") is not null,
            JobParallelism = Number("FATECLOUD_JOB_PARALLELISM", 1, 64) ?? 4,
            JobEventAge = TimeSpan.FromDays(Number("FATECLOUD_JOB_DAYS", 1, 3650) ?? 90),
            TokenLifetime = TimeSpan.FromMinutes(Number("FATECLOUD_TOKEN_LIFETIME_MINUTES", 1, 60 * 24 * 7) ?? 30),
            TrustedProxies = Networks("FATECLOUD_TRUSTED_PROXIES"),
            LoginsPerMinute = Number("FATECLOUD_LOGIN_RATE", 1, 10000) ?? 300,
            StreamsPerUser = Number("FATECLOUD_STREAMS_PER_USER", 1, 10000) ?? 100,
            AuditDays = Number("FATECLOUD_AUDIT_DAYS", 1, 36500) ?? 400,
        };
        return faults.Count == 0
            ? options
            : throw new ServiceException("options_invalid", "the configuration is wrong: " + string.Join("; ", faults), 500);
    }

    private DatabaseOptions Database(string dataFolder)
    {
        var defaults = new DatabaseOptions();
        var type = DatabaseOptions.ParseType(Text("FATECLOUD_DB_TYPE") ?? "sqlite");
        if (type is null) faults.Add($"FATECLOUD_DB_TYPE is \"{Text("FATECLOUD_DB_TYPE")}\", not one of sqlite, mysql, postgres");
        if (type is DatabaseType.MySql or DatabaseType.Postgres && Text("FATECLOUD_DB_HOST") is null)
            faults.Add($"FATECLOUD_DB_HOST is needed when FATECLOUD_DB_TYPE is {Text("FATECLOUD_DB_TYPE")}");
        return defaults with
        {
            Type = type ?? DatabaseType.Sqlite,
            DataFolder = dataFolder,
            Host = Text("FATECLOUD_DB_HOST") ?? defaults.Host,
            Port = Number("FATECLOUD_DB_PORT", 1, 65535),
            Name = Text("FATECLOUD_DB_NAME") ?? defaults.Name,
            Username = Text("FATECLOUD_DB_USERNAME") ?? defaults.Username,
            Password = Text("FATECLOUD_DB_PASSWORD") ?? "",
        };
    }

    private string? Text(string name) => environment(name) is { Length: > 0 } value ? value : null;

    private int? Number(string name, int least, int most)
    {
        if (Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        faults.Add($"{name} is \"{text}\", not a number from {least} to {most}");
        return null;
    }

    // No closer rule: who comes from the original keeps the name.
    private string FirstUserName()
    {
        var name = Text("FATECLOUD_USER_USERNAME") ?? "admin";
        if (name.Length > 40 || name.Any(char.IsControl)) faults.Add("FATECLOUD_USER_USERNAME has more than 40 characters, or a control character");
        return name;
    }

    // Our own hold passwords; a star alone would pass them with all others.
    private string[] Variables(string name)
    {
        string[] wished = [.. (Text(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        foreach (var wrong in wished.Where(variable => variable.TrimEnd('*').Length == 0 || variable.TrimEnd('*').Contains('*', StringComparison.Ordinal)
                     || "FATECLOUD_".StartsWith(variable.TrimEnd('*'), StringComparison.Ordinal) || variable.StartsWith("FATECLOUD_", StringComparison.Ordinal)))
            faults.Add($"{name} holds \"{wrong}\", which is not the name of a variable of another program, such as VAULT_ADDR or CORP_SSO_*");
        return wished;
    }

    private List<IPNetwork> Networks(string name)
    {
        var networks = new List<IPNetwork>();
        foreach (var text in (Text(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPNetwork.TryParse(text, out var network)) networks.Add(network);
            else if (IPAddress.TryParse(text, out var address)) networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else faults.Add($"{name} holds \"{text}\", which is neither an address nor a network such as 10.0.0.0/8");
        }

        return networks;
    }

    private bool Flag(string name)
    {
        switch (Text(name)?.ToLowerInvariant())
        {
            case "1" or "t" or "true": return true;
            case null or "0" or "f" or "false": return false;
            default:
                faults.Add($"{name} is \"{Text(name)}\", neither true nor false");
                return false;
        }
    }

    private string OneOf(string name, string fallback, string[] words)
    {
        var text = Text(name)?.ToLowerInvariant() ?? fallback;
        if (words.Contains(text, StringComparer.Ordinal)) return text;
        faults.Add($"{name} is \"{text}\", not one of {string.Join(", ", words)}");
        return fallback;
    }

    private LogLevel Level() => OneOf("FATECLOUD_LOG_LEVEL", "info", ["trace", "debug", "info", "warn", "error", "fatal", "panic"]) switch
    {
        "trace" => LogLevel.Trace,
        "debug" => LogLevel.Debug,
        "warn" => LogLevel.Warning,
        "error" => LogLevel.Error,
        "fatal" or "panic" => LogLevel.Critical,
        _ => LogLevel.Information,
    };

    // The one that was fetched for this build, which it was tested with.
    private static string DefaultHelm() =>
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "helm.exe" : "helm") is var beside && File.Exists(beside) ? beside : "helm";

    private string DefaultDataFolder() =>
        Path.Combine(Text("XDG_DATA_HOME") ?? Path.Combine(Text("HOME") ?? ".", ".local", "share"), "kubefate");
}
