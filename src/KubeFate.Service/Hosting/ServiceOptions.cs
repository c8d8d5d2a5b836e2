using System.Net;
using KubeFate.Service.Charts;
using KubeFate.Service.Storage;
using KubeFate.Service.Storage.Sealing;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Hosting;

/// <summary>How the service runs. Read from the environment by <see cref="ServiceOptionsReader"/>; the names are the original's where it had one.</summary>
public sealed record ServiceOptions
{
    /// <summary><c>FATECLOUD_SERVER_ADDRESS</c>: the address to listen on. Default 127.0.0.1; in a container 0.0.0.0.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary><c>FATECLOUD_SERVER_PORT</c>: default 8080; 0 takes any free port.</summary>
    public int Port { get; init; } = 8080;

    /// <summary><c>FATECLOUD_DATA_DIR</c>: where SQLite, helm's private folders and archives lie. Default: the user's data folder.</summary>
    public required string DataFolder { get; init; }

    /// <summary><c>FATECLOUD_DB_*</c>: where jobs, clusters and users are kept.</summary>
    public required DatabaseOptions Database { get; init; }

    /// <summary><c>FATECLOUD_SECRET_KEY*</c>: the key for the secrets of stored cluster.yaml files. Default: <c>secret.key</c> beside the SQLite database.</summary>
    public SecretKeyOptions SecretKey { get; init; } = new();

    /// <summary><c>FATECLOUD_USER_USERNAME</c>: the first user. Default <c>admin</c>.</summary>
    public string UserName { get; init; } = "admin";

    /// <summary><c>FATECLOUD_USER_PASSWORD</c>: the first user's password; there is no built-in one. Never logged.</summary>
    public string? UserPassword { get; init; }

    /// <summary><c>FATECLOUD_REPO_*</c>: where charts are pulled from that are not in the catalogue.</summary>
    public RepositoryOptions Repository { get; init; } = new();

    /// <summary><c>FATECLOUD_CHARTS_DIR</c>: the packaged charts that come with the service. Default: <c>charts</c> beside the program.</summary>
    public required string ChartsFolder { get; init; }

    /// <summary><c>FATECLOUD_HELM</c>: the helm program. Default: <c>helm</c> beside the program, then on PATH.</summary>
    public string Helm { get; init; } = "helm";

    /// <summary><c>FATECLOUD_HELM_PARALLELISM</c>: how many helm processes of a kind (reading, rendering, installing, removing) run at once. Default 4, from 1 to 64.</summary>
    public int HelmParallelism { get; init; } = 4;

    /// <summary><c>FATECLOUD_HELM_MEMORY_MB</c>: the memory that one helm process may have, in MiB. Default 512, from 128 to 65536.</summary>
    public int HelmMemory { get; init; } = 512;

    /// <summary><c>FATECLOUD_HELM_ENV</c>: variables that helm and a kubeconfig's credential plugins get besides the usual ones; <c>NAME*</c> is all that begin so.</summary>
    public IReadOnlyList<string> HelmVariables { get; init; } = [];

    /// <summary><c>KUBECONFIG</c> as every Kubernetes tool reads it; unset: in-cluster, then ~/.kube/config.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary><c>FATECLOUD_KUBE_CONTEXT</c>: the context of the kubeconfig. Default: its current one.</summary>
    public string? KubeContext { get; init; }

    /// <summary><c>FATECLOUD_LOG_LEVEL</c>: trace, debug, info (default), warn, error or fatal.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary><c>FATECLOUD_LOG_NOCOLOR</c>, and <c>NO_COLOR</c>: plain log lines.</summary>
    public bool NoColor { get; init; }

    /// <summary><c>FATECLOUD_JOB_PARALLELISM</c>: how many jobs this service runs at once. Default 4, from 1 to 64.</summary>
    public int JobParallelism { get; init; } = 4;

    /// <summary><c>FATECLOUD_JOB_DAYS</c>: how many days the events of a job are kept after its end. Default 90, from 1 to 3650.</summary>
    public TimeSpan JobEventAge { get; init; } = TimeSpan.FromDays(90);

    /// <summary><c>FATECLOUD_TOKEN_LIFETIME_MINUTES</c>: how long a token lives. Default 30 minutes, as in the original.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary><c>FATECLOUD_TRUSTED_PROXIES</c>: the proxies whose <c>X-Forwarded-For</c> is believed, such as an ingress. Default: none.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary><c>FATECLOUD_LOGIN_RATE</c>: how many sign-ins a minute one address may try. Default 300, from 1 to 10000.</summary>
    public int LoginsPerMinute { get; init; } = 300;

    /// <summary><c>FATECLOUD_STREAMS_PER_USER</c>: how many events, logs and bundles one user may have open at once. Default 100, from 1 to 10000.</summary>
    public int StreamsPerUser { get; init; } = 100;

    /// <summary><c>FATECLOUD_AUDIT_DAYS</c>: how many days the audit log goes back. Default 400, from 1 to 36500.</summary>
    public int AuditDays { get; init; } = 400;

    /// <summary>True on the simulated Kubernetes; then every answer of <c>/v1/version</c> says so.</summary>
    public bool Simulated { get; init; }
}
