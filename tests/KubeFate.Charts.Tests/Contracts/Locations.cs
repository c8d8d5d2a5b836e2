namespace KubeFate.Charts.Tests.Contracts;

/// <summary>
/// Decides the words of <c>opens.from</c>: where a program looks for a file, and whether it cannot do without. What comes with the image, what
/// the program writes itself and what is optional is in <see cref="NotOurs"/>. Words that are in neither fail ContractDataTests.
/// </summary>
internal static class Locations
{
    private static readonly Func<ProgramContainer, bool> Always = _ => true;

    // FATE-Builder of 2.2 calls the folder fate_board.
    private static readonly string[] Boards = [ProgramContainer.Home + "/fateboard/conf/application.properties", ProgramContainer.Home + "/fate_board/conf/application.properties"];

    private static readonly Dictionary<string, Location> Known = new(StringComparer.Ordinal)
    {
        ["argument -c, default ./conf/eggroll.properties"] = new(Always, at => [at.Script.Absolute(at.Argument("-c") ?? "conf/eggroll.properties")]),
        ["argument --config, which nodemanager fills with its own -c"] = new(Always, at => [at.Script.Absolute(at.Argument("-c") ?? "conf/eggroll.properties")]),
        ["EGGROLL_HOME/conf/eggroll.properties"] = new(at => at.Engine("computing") == "eggroll", at => [at.Variables.GetValueOrDefault("EGGROLL_HOME", "<EGGROLL_HOME>") + "/conf/eggroll.properties"]),
        ["eggroll.rollsite.route.table.path, relative to cwd"] = new(Always, at => [at.Script.Absolute(at.Settings("eggroll.properties").Text("eggroll.rollsite.route.table.path"))]),
        ["-Dspring.config.location of the image: /data/projects/fate/fateboard/conf/application.properties; keys that it lacks come from the jar (PropertySource)"] =
            new(Always, _ => Boards),
        ["conf/application.properties, else config/application.properties, relative to cwd: user and password"] = new(Always, _ => Boards),
        ["BASE/conf/service_conf.yaml; BASE = FATE_PROJECT_BASE, else FATE_DEPLOY_BASE, else four folders above fate_arch/common (/data/projects/fate)"] =
            new(Always, at => [Base(at) + "/conf/service_conf.yaml"]),
        ["FLOW/conf/service_conf.yaml; FLOW = three folders above fate_flow/utils (/data/projects/fate/fate_flow), one above it when fate_flow is installed in the virtual environment; FATE_PROJECT_BASE plays no part"] =
            new(Always, _ => [ProgramContainer.Home + "/fate_flow/conf/service_conf.yaml"]),
        ["fate_on_spark.pulsar.route_table, relative to BASE; read for each task"] =
            new(at => at.Engine("federation") == "pulsar", at => [$"{Base(at)}/{at.Settings("service_conf.yaml").Text("fate_on_spark.pulsar.route_table")}"]),
        ["fate_on_spark.rabbitmq.route_table, relative to BASE; read for each task"] =
            new(at => at.Engine("federation") == "rabbitmq", at => [$"{Base(at)}/{at.Settings("service_conf.yaml").Text("fate_on_spark.rabbitmq.route_table")}"]),
        ["fate_on_spark.spark.home/conf, by spark-submit"] = new(at => at.Engine("computing") == "spark", at => [SparkHome(at, "fate_on_spark.spark.home") + "/conf/spark-defaults.conf"]),
        ["computing.spark.home/conf (2.0.0: SPARK_HOME/conf), by spark-submit"] = new(at => at.Engine("computing") == "spark",
            at => [(at.Release.Number == "2.0.0" ? at.Script.Expand("$SPARK_HOME") : SparkHome(at, "computing.spark.home")) + "/conf/spark-defaults.conf"]),
        ["PREFIX/conf/nginx.conf; PREFIX = /data/projects/fate/proxy/nginx"] = new(Always, _ => [ProgramContainer.Home + "/proxy/nginx/conf/nginx.conf"]),
        ["PREFIX/conf/route_table.yaml, read every 5 s; an error in it ends the timer"] = new(Always, _ => [ProgramContainer.Home + "/proxy/nginx/conf/route_table.yaml"]),
        ["FOLDER/broker/broker.properties"] = new(Always, at => [at.Argument("-c") + "/broker/broker.properties"]),
        ["FOLDER/broker/route_table.json; read again when it changes; calls that set routes write it"] = new(Always, at => [at.Argument("-c") + "/broker/route_table.json"]),
        ["class path, as a file of its own; Spring: -Dspring.config.location, which must name the same file"] = new(Always, at => at.OnClassPath("application.properties")),
        ["class path, as a file of its own (not in the jar); the argument -c plays no part"] = new(Always, at => at.OnClassPath("serving-server.properties")),
        ["route.table, default conf/route_table.json below cwd; read again every 10 s"] = new(Always, at => [at.Script.Absolute(at.Settings("application.properties").Text("route.table"))]),
        ["FLOW/conf; read for each task"] = new(at => at.File("pulsar_route_table.yaml") is not null || at.File("rabbitmq_route_table.yaml") is not null || at.Engine("federation") is "pulsar" or "rabbitmq",
            at => [$"{ProgramContainer.Home}/fate_flow/conf/{at.Engine("federation")}_route_table.yaml"]),
    };

    /// <summary>What no chart mounts: it is in the image, or written by the program, or optional, or nobody looks for it.</summary>
    private static readonly HashSet<string> NotOurs = new(StringComparer.Ordinal)
    {
        "eggroll.data.dir, written and read: the number of this node; 1.11.2 only",
        "eggroll.data.dir, written and read; valid only while host and port are the same",
        "eggroll.data.dir",
        "eggroll.logs.dir/SESSION",
        "beside eggroll.properties; must exist, may be empty: environment of deepspeed containers",
        "FATE and FATE-Flow 2.x give host and port by call: they open no eggroll.properties",
        "folder -Dssh_config_file, from the image",
        "folder that FATE-Flow names (FLOW/logs), so that both share it, else ssh",
        "beside it, optional; its top keys win",
        "FLOW/conf, from the image; FLOW = FATE_FLOW_BASE, else three folders above fate_flow/utils",
        "FLOW/conf, from the image; auto_retries is read, auto_retry_delay is not",
        "FLOW/logs, FLOW/jobs, FLOW/model_local_cache, FLOW/model; BASE/localfs with storage localfs",
        "FLOW/logs, FLOW/jobs, FLOW/model_local_cache; BASE/localfs with storage localfs",
        "FLOW/logs, FLOW/jobs, FLOW/model, FLOW/data; FLOW/localfs with storage file",
        "BASE/conf/service_conf.yaml, which nodes and executors of FATE 1.x read: FATE 2.x reads none",
        "EGGROLL_HOME/conf/eggroll.properties: not opened by fateflow nor task",
        "PREFIX/lua, from the image",
        "FOLDER/ + flow.rule; optional",
        "FOLDER/components/provider.properties, from the image; a mount must not hide it",
        "FOLDER/components/router.properties, from the image",
        "FOLDER/components/token_validator.properties, from the image",
        "mapped.file.dir, relative to cwd",
        "auth.file, with auth.open",
        "model.cache.path/.fate, default below cwd; also HOME/.fate",
        // By spark-submit as well, which FATE-Flow starts: its own words say where.
        "SPARK_CONF_DIR, else SPARK_HOME/conf, of the environment that FATE-Flow gives the task: SPARK_HOME = HOME",
    };

    public static bool IsKnown(string from) => Known.ContainsKey(from) != NotOurs.Contains(from);

    /// <summary>Where the file must lie for the program; empty when it does without, or the chart has no part in it.</summary>
    public static IReadOnlyList<string> Of(ContractOpening opening, ProgramContainer container)
    {
        if (!Known.TryGetValue(opening.From, out var location) || !location.IsNeeded(container)) return [];
        // One sentence serves both route tables of FATE 2.x.
        return [.. location.Paths(container).Where(path => Path.GetFileName(path) == opening.File)];
    }

    private static string Base(ProgramContainer at) => at.Variables.GetValueOrDefault("FATE_PROJECT_BASE", ProgramContainer.Home);

    // Where the file says nothing FATE takes the folder of pip's pyspark.
    private static string SparkHome(ProgramContainer at, string key)
    {
        var home = at.Settings("service_conf.yaml").Text(key);
        return home.Length == 0 ? "<the folder of pip's pyspark>" : home == "SPARK_HOME" ? at.Script.Expand("$SPARK_HOME") : home;
    }

    private sealed record Location(Func<ProgramContainer, bool> IsNeeded, Func<ProgramContainer, IEnumerable<string>> Paths);
}
