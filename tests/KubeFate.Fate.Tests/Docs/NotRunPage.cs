using System.Text;

namespace KubeFate.Fate.Tests.Docs;

/// <summary>docs/not-run.md: release by release, module by module, what has been written and not seen.</summary>
internal static class NotRunPage
{
    public static string Write()
    {
        var text = new StringBuilder($"""
            {GeneratedDocs.Mark}
            # What no image has shown yet

            Our tests render, validate and install every release on a simulated Kubernetes and run the database scripts on a database; they run no image of FATE. What is listed
            here comes from FATE's public sources and configuration, and has not been seen at work by us. It is made of `{NotRun.Home}`. If you have seen one of these work, or
            fail, tell us: the line goes, or the fault.

            ## In every release


            """);
        foreach (var line in NotRun.All.Where(line => line.Chart == NotRun.Everywhere)) text.Append($"- {line.Sentence}.\n");
        foreach (var release in GeneratedDocs.Charts.SelectMany(chart => FateReleases.NewestFirst(chart).Reverse()))
        {
            text.Append($"\n## {release.Chart} {release.Version}\n\n| module | image | not seen |\n|---|---|---|\n");
            foreach (var module in release.Modules.Values)
            {
                var component = release.Components[module.Component];
                text.Append($"| `{module.Name}` | `{component.Image}:{component.Tag}` | {string.Join("<br>", NotRun.All.Where(line => line.Module == module.Name && line.Holds(release)).Select(line => line.Sentence))} |\n");
            }
        }

        return text.ToString();
    }
}
