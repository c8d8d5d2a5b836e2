using System.CommandLine;
using System.CommandLine.Completions;
using KubeFate.Fate;

namespace KubeFate.Cli.Clusters.Init;

/// <summary>Each question as an option.</summary>
internal sealed class InitFlags
{
    public InitFlags()
    {
        Release.CompletionSources.Add(_ => FateReleases.NewestFirst("fate").Select(release => new CompletionItem(release.Version)));
        Engine.CompletionSources.Add(line => Engines(line.ParseResult.GetValue(Release)).Select(engine => new CompletionItem(engine)));
        GatewayType.CompletionSources.Add("NodePort", "LoadBalancer", "ClusterIP");
    }

    public Option<string> File { get; } = new("--file", "-f") { Description = "Where to write; - is stdout", HelpName = "FILE", DefaultValueFactory = _ => "cluster.yaml" };

    public Option<bool> Force { get; } = new("--force") { Description = "Overwrite an existing file" };

    public Option<string?> Release { get; } = new("--release") { Description = "The FATE release (default: the newest)", HelpName = "VERSION" };

    public Option<string?> Engine { get; } = new("--engine") { Description = "The engine, such as eggroll or Eggroll/OSX/Eggroll (default: the release's first)", HelpName = "ENGINE" };

    public Option<string?> PartyId { get; } = new("--party-id") { Description = "The number by which the other parties know this one", HelpName = "NUMBER" };

    public Option<string?> Name { get; } = new("--name") { Description = "The cluster's name (default: fate-PARTYID)", HelpName = "NAME" };

    public Option<string?> Namespace { get; } = new("--namespace", "-n") { Description = "The namespace to install into (default: the name)", HelpName = "NAMESPACE" };

    public Option<string[]> Modules { get; } = Many("--module", "An optional module, such as fateboard; may be repeated; none for no optional module (default: all)", "MODULE");

    public Option<string?> GatewayType { get; } = new("--gateway-type") { Description = "How other parties reach the gateway: NodePort, LoadBalancer or ClusterIP (default: NodePort)", HelpName = "TYPE" };

    public Option<string?> GatewayPort { get; } = new("--gateway-port") { Description = "The gateway's node port (default: 30091)", HelpName = "PORT" };

    public Option<string[]> Peers { get; } = Many("--peer", "Another party and its gateway, such as 10000=192.168.9.2:30101; may be repeated", "ID=HOST:PORT");

    public Option<string?> Exchange { get; } = new("--exchange") { Description = "An exchange, for the parties that no --peer names", HelpName = "HOST:PORT" };

    public Option<bool?> Persistence { get; } = new("--persistence") { Description = "Keep data in volumes that outlive the pods (default: false)", HelpName = "[true|false]", Arity = ArgumentArity.ZeroOrOne };

    public Option<string?> StorageClass { get; } = new("--storage-class") { Description = "The storage class of the volumes (default: the default class of the Kubernetes)", HelpName = "NAME" };

    public Option<string[]> Sizes { get; } = Many("--size", "The size of the volumes, for all as in 20Gi or for one as in mysql=50Gi (default: 10Gi)", "[MODULE=]SIZE");

    public Option<string?> Registry { get; } = new("--registry") { Description = "Where images come from (default: Docker Hub)", HelpName = "HOST[/PATH]" };

    public Option<string[]> PullSecrets { get; } = Many("--pull-secret", "A secret of a private registry, in the namespace", "NAME");

    public Option<string[]> Hosts { get; } = Many("--host", "A host name for the browser, as in fateboard=board.example.org or notebook=…; empty for none", "PAGE=HOST");

    public Option<string?> IngressClass { get; } = new("--ingress-class") { Description = "The ingress controller's class (default: nginx)", HelpName = "NAME" };

    public IEnumerable<Option> All =>
    [
        File, Force, Release, Engine, PartyId, Name, Namespace, Modules, GatewayType, GatewayPort, Peers, Exchange, Persistence, StorageClass,
        Sizes, Registry, PullSecrets, Hosts, IngressClass,
    ];

    private static IEnumerable<string> Engines(string? release) =>
        (release is null ? FateReleases.NewestFirst("fate")[0] : FateReleases.Find("fate", release))?.Engines.Where(engine => engine.Settings.Count > 0).Select(EngineName.Of) ?? [];

    private static Option<string[]> Many(string name, string description, string value) => new(name)
    {
        Description = description,
        HelpName = value,
        // "" beside "--host fateboard=" must not swallow the next word.
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
