using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubeFate.Charts.Tests.Rules;

namespace KubeFate.Charts.Tests.Contracts;

/// <summary>A container in which programs of FATE run, with the files that the chart gives it.</summary>
internal sealed partial class ProgramContainer
{
    public const string Home = "/data/projects/fate";

    private readonly JsonObject container;

    public ProgramContainer(ContractedRelease release, Pod pod, JsonObject container)
    {
        this.container = container;
        Release = release;
        Pod = pod;
        Programs = release.ProgramsOf(BaseName(Pod.Name(container)));
        Variables = Pod.List(container, "env").ToDictionary(Pod.Name, variable => variable["value"]?.ToString() ?? $"<{Pod.Name(variable)}>", StringComparer.Ordinal);
        var command = string.Join('\n', Texts("command").Concat(Texts("args")));
        Script = new(command, WithImage(Variables, release.Number), container["workingDir"]?.ToString() ?? Home);
        Files = [.. Mounted().SelectMany(WithCopies)];
    }

    public ContractedRelease Release { get; }

    public Pod Pod { get; }

    public IReadOnlyList<ProgramRun> Programs { get; }

    /// <summary>The variables that the chart sets; of one that comes from elsewhere, its name in brackets.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    public StartScript Script { get; }

    /// <summary>Where each file of the release can be opened: where it is mounted, and where the command puts it.</summary>
    public IReadOnlyList<ContainerFile> Files { get; }

    /// <summary>As the pod calls it, without the number of a node.</summary>
    public string Name => BaseName(Pod.Name(container));

    public IReadOnlyList<(string Name, int Port)> Ports => [.. Pod.List(container, "ports").Select(port => (Pod.Name(port), (int)port["containerPort"]!.GetValue<long>()))];

    public JsonObject? Probe(string name) => container[name] as JsonObject;

    /// <summary>The file of that name, wherever it lies.</summary>
    public ContainerFile? File(string name) => Files.FirstOrDefault(file => file.Name == name);

    /// <summary>The settings of the file of that name; empty when there is none.</summary>
    public Settings Settings(string name) => File(name)?.Settings ?? Contracts.Settings.Parse(name, name.EndsWith(".json", StringComparison.Ordinal) ? "{}" : "");

    /// <summary>What follows an argument of the command, such as the file after <c>-c</c>; the shell's own -c stands in a line of its own.</summary>
    public string? Argument(string name) =>
        Regex.Match(Script.Text, $" {name} (?<value>[^\\s]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)) is { Success: true } found ? Script.Expand(found.Groups["value"].Value) : null;

    /// <summary>Where a file of that name would be found on the class path of the command.</summary>
    public IEnumerable<string> OnClassPath(string file) =>
        (Argument("-cp") ?? "").Trim('"').Split(':').Where(folder => folder.EndsWith('/')).Select(folder => Script.Absolute(folder + file));

    /// <summary>The engine by which FATE-Flow of this container computes, stores, or exchanges data (federation).</summary>
    public string Engine(string kind) => Settings("service_conf.yaml").Text("default_engines." + kind);

    /// <summary>Whether the command takes the variable, or a path of a mount does.</summary>
    public bool Uses(string variable) =>
        Regex.IsMatch(Script.Text, $@"\$\{{?{Regex.Escape(variable)}\b", RegexOptions.None, TimeSpan.FromSeconds(1))
        || Pod.List(container, "volumeMounts").Any(mount => mount["subPathExpr"]?.ToString().Contains($"$({variable})", StringComparison.Ordinal) == true);

    private static string BaseName(string name) => Number().Replace(name, "");

    // What the images bring along: the home of each release's Spark (FederatedAI/FATE-Builder docker-build/modules, FederatedAI/KubeFATE@v1.8.0).
    private static Dictionary<string, string> WithImage(IReadOnlyDictionary<string, string> variables, string release) => new(variables, StringComparer.Ordinal)
    {
        ["SPARK_HOME"] = variables.GetValueOrDefault("SPARK_HOME", release == "1.8.0" ? "/data/projects/spark-2.4.1-bin-hadoop2.7" : "/data/projects/spark-3.1.3-bin-hadoop3.2"),
    };

    private IEnumerable<string> Texts(string key) => (container[key] as JsonArray ?? []).Select(item => item!.ToString());

    private IEnumerable<ContainerFile> WithCopies(ContainerFile file) =>
        Script.Copies.Where(copy => copy.From == file.Path).Select(copy => file with { Path = copy.To }).Prepend(file with { IsSource = Script.Copies.Any(copy => copy.From == file.Path) });

    private IEnumerable<ContainerFile> Mounted() =>
        from mount in Pod.List(container, "volumeMounts")
        let volume = Pod.Volumes.FirstOrDefault(volume => Pod.Name(volume) == Pod.Name(mount))
        where volume is not null
        from file in FilesOf(volume)
        let subPath = mount["subPath"]?.ToString()
        where subPath is null || subPath == file.Name
        select file with { Path = subPath is null ? $"{mount["mountPath"]!.ToString().TrimEnd('/')}/{file.Name}" : mount["mountPath"]!.ToString() };

    private IEnumerable<ContainerFile> FilesOf(JsonObject volume)
    {
        var (kind, name, source) = volume["configMap"] is JsonObject map ? ("ConfigMap", Pod.Name(map), map)
            : volume["secret"] is JsonObject secret ? ("Secret", secret["secretName"]?.ToString() ?? "", secret)
            : ("", "", volume);
        var items = Pod.List(source, "items").ToDictionary(item => item["key"]!.ToString(), item => item["path"]!.ToString(), StringComparer.Ordinal);
        return from file in Release.Files(kind, name)
               where items.Count == 0 || items.ContainsKey(file.Key)
               let path = items.GetValueOrDefault(file.Key, file.Key)
               select new ContainerFile(path, path, file.Value);
    }

    [GeneratedRegex("-[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}

/// <summary>A program in a container, and which of its processes run there.</summary>
internal sealed record ProgramRun(Contract Contract, IReadOnlyList<string> Processes);

/// <summary>A file in a container.</summary>
internal sealed record ContainerFile(string Name, string Path, string Text)
{
    private Settings? settings;

    /// <summary>Whether the command makes another file of it, which is the one that counts.</summary>
    public bool IsSource { get; init; }

    public Settings Settings => settings ??= Contracts.Settings.Parse(Name, Text);
}
