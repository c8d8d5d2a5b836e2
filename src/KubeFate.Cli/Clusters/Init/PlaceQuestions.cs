using System.CommandLine;

namespace KubeFate.Cli.Clusters.Init;

/// <summary>What the Kubernetes cluster gives: volumes, images, host names.</summary>
internal sealed class PlaceQuestions(InitFlags flags, ParseResult call, Asker ask)
{
    public ClusterDraft Answer(ClusterDraft draft) => Hosts(Images(Storage(draft)));

    private ClusterDraft Storage(ClusterDraft draft)
    {
        var sizes = call.GetValue(flags.Sizes) ?? [];
        var given = call.GetValue(flags.Persistence) ?? (sizes.Length > 0 || call.GetValue(flags.StorageClass) is not null ? true : null);
        draft = draft with { Persistence = ask.YesOrNo(given, "Keep data in volumes that outlive the pods", offered: false) };
        if (!draft.Persistence) return draft;
        var storage = ask.Text("--storage-class", call.GetValue(flags.StorageClass), "Storage class (empty for the default one)", "",
            answer => (draft with { StorageClass = answer }).Fault("mysql.storageClass"));
        draft = draft with { StorageClass = storage };
        if (sizes.Length > 0) return sizes.Aggregate(draft, Size);
        var size = ask.Text("--size", given: null, "Size of each volume", Offers.Size, answer => WithSize(draft, draft.Keepers, answer).Fault([.. draft.Keepers]));
        return WithSize(draft, draft.Keepers, size);
    }

    private ClusterDraft Size(ClusterDraft draft, string given)
    {
        var parts = given.Split('=', 2);
        if (parts.Length == 2 && !draft.Keepers.Contains(parts[0], StringComparer.Ordinal))
            return ask.Wrong("--size", given, $"{parts[0]} keeps nothing here; {string.Join(", ", draft.Keepers)} do", draft);
        // A size for all leaves those that have one of their own.
        var modules = parts.Length == 2 ? [parts[0]] : draft.Keepers.Where(module => !draft.Sizes.ContainsKey(module));
        var sized = WithSize(draft, modules, parts[^1]);
        return sized.Fault([.. sized.Keepers]) is { } wrong ? ask.Wrong("--size", given, wrong, draft) : sized;
    }

    private ClusterDraft Images(ClusterDraft draft)
    {
        var registry = ask.Text("--registry", call.GetValue(flags.Registry), "Registry (empty for Docker Hub)", "", answer => (draft with { Registry = answer }).Fault("registry"));
        draft = draft with { Registry = registry };
        var given = call.GetValue(flags.PullSecrets) ?? [];
        // Docker Hub needs none: who has one says so by its flag.
        if (given.Length == 0 && registry.Length == 0) return draft;
        var secrets = ask.Texts("--pull-secret", given, "Name of a secret with its password (empty when there is no more)",
            answers => (draft with { PullSecrets = answers }).Fault("imagePullSecrets"));
        return draft with { PullSecrets = secrets };
    }

    private ClusterDraft Hosts(ClusterDraft draft)
    {
        var given = call.GetValue(flags.Hosts) ?? [];
        foreach (var host in given) draft = Host(draft, host);
        var named = given.Select(Page).ToHashSet(StringComparer.Ordinal);
        foreach (var page in draft.Pages.Where(page => !named.Contains(page)))
        {
            var title = page == "client" ? "Host name of the notebook (- for none)" : $"Host name of {page} (- for none)";
            var host = ask.Text("--host", given: null, title, Offers.Host(page, draft.PartyId), answer => answer == "-" ? null : WithHost(draft, page, answer).Fault("ingress"));
            if (host is not ("-" or "")) draft = WithHost(draft, page, host);
        }

        if (draft.Hosts.Count == 0 && call.GetValue(flags.IngressClass) is null) return draft;
        var controller = ask.Text("--ingress-class", call.GetValue(flags.IngressClass), "Ingress class", draft.IngressClass,
            answer => (draft with { IngressClass = answer }).Fault("ingressClassName"));
        return draft with { IngressClass = controller };
    }

    private ClusterDraft Host(ClusterDraft draft, string given)
    {
        var page = Page(given);
        var host = given[(given.IndexOf('=', StringComparison.Ordinal) + 1)..];
        if (page.Length == 0 || !draft.Pages.Contains(page, StringComparer.Ordinal))
            return ask.Wrong("--host", given, $"write the page and its host name, as in fateboard=board.example.org; there are {string.Join(" and ", draft.Pages)}", draft);
        if (host is "" or "-") return draft;
        var named = WithHost(draft, page, host);
        return named.Fault("ingress") is { } wrong ? ask.Wrong("--host", given, wrong, draft) : named;
    }

    private static string Page(string given) => given.Split('=', 2) is [var page, _] ? page == "notebook" ? "client" : page : "";

    private static ClusterDraft WithHost(ClusterDraft draft, string page, string host) =>
        draft with { Hosts = new Dictionary<string, string>(draft.Hosts, StringComparer.Ordinal) { [page] = host } };

    private static ClusterDraft WithSize(ClusterDraft draft, IEnumerable<string> modules, string size)
    {
        var sizes = new Dictionary<string, string>(draft.Sizes, StringComparer.Ordinal);
        foreach (var module in modules) sizes[module] = size;
        return draft with { Sizes = sizes };
    }
}
