using System.Text.Json.Nodes;
using KubeFate.Charts.Tests.Rendering;
using KubeFate.Charts.Tests.Rules;

namespace KubeFate.Charts.Tests.Contracts;

/// <summary>A rendered release, seen as containers in which programs with contracts run.</summary>
internal sealed class ContractedRelease
{
    // Which programs run in the container of a name, with which processes: a node starts workers, FATE-Flow starts tasks.
    private static readonly Dictionary<string, (string Program, string[] Processes)[]> ByContainer = new(StringComparer.Ordinal)
    {
        ["clustermanager"] = [("eggroll", ["clustermanager"])],
        ["nodemanager"] = [("eggroll", ["nodemanager", "egg_pair"]), ("fateflow", ["egg_pair"])],
        ["rollsite"] = [("eggroll", ["rollsite"])],
        ["python"] = [("fateflow", ["fateflow", "task"]), ("eggroll", ["driver"]), ("spark", ["driver"])],
        ["fateflow"] = [("fateflow", ["fateflow", "task"]), ("eggroll", ["driver"]), ("spark", ["driver"])],
        ["fateboard"] = [("fateboard", ["fateboard"])],
        ["osx"] = [("osx", ["osx"])],
        ["nginx"] = [("nginx", ["nginx"])],
        ["spark-master"] = [("spark", ["spark-master"])],
        ["spark-worker"] = [("spark", ["spark-worker"]), ("fateflow", ["spark executor"])],
        ["serving-server"] = [("serving-server", ["serving-server"])],
        ["serving-proxy"] = [("serving-proxy", ["serving-proxy"])],
        ["serving-admin"] = [("serving-admin", ["serving-admin"])],
    };

    private readonly RenderedRelease release;

    public ContractedRelease(RenderedRelease release)
    {
        this.release = release;
        Number = release.ClusterYaml["chartVersion"]!.ToString().TrimStart('v');
        Containers = [.. from pod in release.Pods from container in pod.Containers where ByContainer.ContainsKey(Base(Pod.Name(container))) select new ProgramContainer(this, pod, container)];
    }

    /// <summary>As in 2.0.0.</summary>
    public string Number { get; }

    public IReadOnlyList<ProgramContainer> Containers { get; }

    /// <summary>Whether jobs compute on a Spark cluster, of the release or outside of it, and not in FATE-Flow's pod.</summary>
    public bool HasSparkCluster
    {
        get
        {
            var computing = (release.ClusterYaml["computing"] ?? release.ClusterYaml["backend"])?.ToString() ?? "";
            return computing.StartsWith("spark", StringComparison.OrdinalIgnoreCase) && !computing.StartsWith("spark_local", StringComparison.OrdinalIgnoreCase);
        }
    }

    public bool Has(string workload) => release.Pods.Any(pod => Base(Manifests.Name(pod.Workload)) == workload);

    public IReadOnlyList<ProgramRun> ProgramsOf(string container) =>
        [.. from run in ByContainer[container] let contract = ContractReader.Find(run.Program, Number) where contract is not null select new ProgramRun(contract, run.Processes)];

    /// <summary>The files of a ConfigMap or Secret of the release, decoded; none of the operator's own.</summary>
    public IReadOnlyDictionary<string, string> Files(string kind, string name) =>
        release.Files.Where(file => Manifests.Kind(file.Owner) == kind && Manifests.Name(file.Owner) == name).ToDictionary(file => file.Name, file => file.Text, StringComparer.Ordinal);

    /// <summary>Whether a Service leads to that port of the pods.</summary>
    public bool IsServed(Pod pod, int port) =>
        release.Of("Service").Any(service => service["spec"]!["selector"] is JsonObject selector && pod.IsSelectedBy(selector)
            && Pod.List(service["spec"]!.AsObject(), "ports").Any(candidate => (candidate["targetPort"] ?? candidate["port"])!.ToString() == port.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static string Base(string name) => name.LastIndexOf('-') is var dash and > 0 && name[(dash + 1)..].All(char.IsAsciiDigit) ? name[..dash] : name;
}
