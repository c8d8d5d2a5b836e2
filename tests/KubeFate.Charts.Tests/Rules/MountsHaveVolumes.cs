namespace KubeFate.Charts.Tests.Rules;

/// <summary>Every mount has its volume and every volume is mounted; paths, variables and ports of a container are there once.</summary>
internal sealed class MountsHaveVolumes : IManifestRule
{
    public IEnumerable<string> Check(RenderedRelease release) => release.Pods.SelectMany(pod => Of(pod).Select(problem => $"{pod.Title}: {problem}"));

    private static IEnumerable<string> Of(Pod pod)
    {
        string[] volumes = [.. pod.Volumes.Select(Pod.Name), .. pod.ClaimTemplates];
        string[] mounted = [.. pod.AllContainers.SelectMany(container => Pod.List(container, "volumeMounts")).Select(Pod.Name)];
        return mounted.Except(volumes).Select(name => $"volume {name} is mounted and is not there")
            .Concat(volumes.Except(mounted).Select(name => $"volume {name} is not mounted anywhere"))
            .Concat(Twice(volumes, "volume"))
            .Concat(Twice(pod.AllContainers.Select(Pod.Name), "container"))
            .Concat(pod.AllContainers.SelectMany(InContainer));
    }

    private static IEnumerable<string> InContainer(System.Text.Json.Nodes.JsonObject container) =>
        Twice(Pod.List(container, "volumeMounts").Select(mount => mount["mountPath"]!.ToString().TrimEnd('/')), "mount path")
            .Concat(Twice(Pod.List(container, "env").Select(Pod.Name), "variable"))
            .Concat(Twice(Pod.List(container, "ports").Select(port => port["containerPort"]!.ToString()), "port"))
            .Concat(Twice(Pod.List(container, "ports").Select(Pod.Name).Where(name => name != ""), "port"))
            .Select(problem => $"container {Pod.Name(container)}: {problem}");

    private static IEnumerable<string> Twice(IEnumerable<string> names, string what) =>
        names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"{what} {group.Key} is there twice");
}
