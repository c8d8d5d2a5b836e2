using System.CommandLine;
using KubeFate.Fate;

namespace KubeFate.Cli.Clusters.Init;

/// <summary>The questions in their order. Each answer is put into the draft and judged there, at once, by cluster.yaml's own check.</summary>
internal sealed class Interview(InitFlags flags, ParseResult call, Asker ask)
{
    public ClusterDraft Run()
    {
        var release = ask.Choice("--release", call.GetValue(flags.Release), "FATE release", FateReleases.NewestFirst("fate"), each => each.Version);
        var engine = ask.Choice("--engine", Engine(release), "Engine", release.Engines, EngineName.Of);
        var draft = new ClusterDraft { Release = release, Engine = engine }.WithModules([]);
        draft = Where(Identity(draft));
        draft = Modules(draft);
        draft = new RouteQuestions(flags, call, ask).Answer(draft);
        return new PlaceQuestions(flags, call, ask).Answer(draft);
    }

    private ClusterDraft Identity(ClusterDraft draft)
    {
        var id = ask.Text("--party-id", call.GetValue(flags.PartyId), "Party id: the number by which the other parties know this one", offered: null,
            answer => (draft with { PartyId = answer }).Fault("partyId"));
        draft = draft with { PartyId = id };
        var name = ask.Text("--name", call.GetValue(flags.Name), "Name of the cluster", Offers.Name(id), answer => (draft with { Name = answer }).Fault("name"));
        return draft with { Name = name };
    }

    private ClusterDraft Where(ClusterDraft draft) => draft with
    {
        Namespace = ask.Text("--namespace", call.GetValue(flags.Namespace), "Namespace", draft.Name, answer => (draft with { Namespace = answer }).Fault("namespace")),
    };

    private ClusterDraft Modules(ClusterDraft draft)
    {
        if (call.GetValue(flags.Modules) is not { Length: > 0 } given) return draft.WithModules(ask.Many("Beside what the engine needs", draft.Choices));
        if (given is ["none"]) return draft;
        foreach (var module in given)
        {
            if (draft.WithModules([module]).Fault("modules") is { } wrong) return ask.Wrong("--module", module, wrong, draft);
        }

        return draft.WithModules(given);
    }

    /// <summary>The engine by its whole name, or by a word that only one has.</summary>
    private string? Engine(FateRelease release)
    {
        if (call.GetValue(flags.Engine) is not { } given) return null;
        var fitting = release.Engines.Where(engine => engine.Settings.Values.Contains(given, StringComparer.OrdinalIgnoreCase)).ToList();
        return fitting is [var only] ? EngineName.Of(only) : given;
    }
}
