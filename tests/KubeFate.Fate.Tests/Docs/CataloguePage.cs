using System.Text;

namespace KubeFate.Fate.Tests.Docs;

/// <summary>What each chart and release supports, from the release data.</summary>
internal static class CataloguePage
{
    public static string Write()
    {
        var text = new StringBuilder($"""
            {GeneratedDocs.Mark}
            # The catalogue: charts and releases

            What comes with KubeFATE, from the data that its charts and checks read (`charts/*/lines`, `charts/*/releases`; the form: [charts.md](charts.md#release-data)). The keys of
            cluster.yaml for each chart: {string.Join(", ", GeneratedDocs.ChartsWithKeys.Select(chart => $"[{chart}](keys/{chart}.md)"))}. The images of one cluster.yaml, exactly: `kubefate chart images -f cluster.yaml`.

            | chart | release | of | engines | gateway |
            |---|---|---|---|---|

            """);
        foreach (var release in Releases())
            text.Append($"| {release.Chart} | [{release.Version}](#{Anchor(release)}) | {release.Product} | {(release.Engines.Count == 0 ? "–" : string.Join("<br>", release.Engines.Select(Engine)))} | {(release.Gateway is { } gateway ? $"`{gateway}`" : "–")} |\n");
        foreach (var release in Releases()) Release(text, release);
        return text.ToString();
    }

    private static IEnumerable<FateRelease> Releases() => GeneratedDocs.Charts.SelectMany(chart => FateReleases.NewestFirst(chart).Reverse());

    private static void Release(StringBuilder text, FateRelease release)
    {
        text.Append($"\n## {release.Chart} {release.Version}\n\n");
        if (release.Engines.Count > 0) Engines(text, release);
        Modules(text, release);
        var others = release.Components.Where(component => release.Modules.Values.All(module => module.Component != component.Key)).ToList();
        if (others.Count > 0) text.Append($"\nOther images: {string.Join(", ", others.Select(component => $"{Image(component.Value)} ({component.Key})"))}.\n");
        if (release.Components.Values.Any(component => component.Unconfirmed)) text.Append("\nImages marked § are named by no file of the project: they may not be there to fetch, and another tag may have to be given.\n");
        if (release.Variants.Count == 0) return;
        text.Append("\nImages marked † are built for these, and their names end so:\n\n| `algorithm` | `device` | name ends with |\n|---|---|---|\n");
        foreach (var variant in release.Variants) text.Append($"| {variant.Algorithm} | {variant.Device} | {(variant.Suffix.Length > 0 ? $"`{variant.Suffix}`" : "–")} |\n");
    }

    private static void Engines(StringBuilder text, FateRelease release)
    {
        text.Append("| engine, the first is the default | modules it needs | other parties reach |\n|---|---|---|\n");
        foreach (var engine in release.Engines)
        {
            var outside = engine.Outside.Count > 0 ? engine.Outside : release.Gateway is { } gateway ? [gateway] : [];
            text.Append($"| {Engine(engine)} | {Names(engine.Modules)} | {Names(outside)} |\n");
        }

        text.Append('\n');
    }

    private static void Modules(StringBuilder text, FateRelease release)
    {
        text.Append("| module | image | on Kubernetes | Services and ports | needs |\n|---|---|---|---|---|\n");
        foreach (var module in release.Modules.Values)
        {
            var name = $"`{module.Name}`{(module.Optional ? ", optional" : "")}{(module.External is { } key ? $", or `{key}`" : "")}";
            var image = release.Components.TryGetValue(module.Component, out var component) ? Image(component) : "–";
            var workloads = module.SidecarOf is { } other ? $"in the pod of `{other}`" : string.Join("<br>", module.Workloads.Select(workload => $"{workload.Kind} `{workload.Name}`{(workload.PerNode ? " …" : "")}"));
            text.Append($"| {name} | {image} | {(workloads.Length > 0 ? workloads : "–")} | {Services(module)} | {Names(module.Requires)} |\n");
        }

        text.Append("\nA workload or Service with … is one a node. Services with ‡ can be opened to the outside by the module's `type`.\n");
    }

    private static string Services(FateModule module) => module.Services.Count == 0 ? "–" : string.Join("<br>", module.Services.Select(service =>
        $"`{service.Name}`{(service.PerNode ? " …" : "")}{(service.Exposed ? " ‡" : "")}: {string.Join(", ", service.Ports.Select(port => $"{port.Port} {port.Name}"))}"));

    private static string Image(FateComponent component) => $"`{component.Image}:{component.Tag}`{(component.Variants ? " †" : "")}{(component.Unconfirmed ? " §" : "")}";

    private static string Engine(FateEngine engine) => engine.Settings.Count == 0 ? string.Join(" and ", engine.Modules.Select(module => $"`{module}`")) : string.Join(", ", engine.Settings.Select(setting => $"`{setting.Key}: {setting.Value}`"));

    private static string Names(IReadOnlyList<string> names) => names.Count == 0 ? "–" : string.Join(" ", names.Select(name => $"`{name}`"));

    // As renderers of Markdown make it of a heading.
    private static string Anchor(FateRelease release) => $"{release.Chart}-{release.Version}".Replace(".", "", StringComparison.Ordinal).ToLowerInvariant();
}
