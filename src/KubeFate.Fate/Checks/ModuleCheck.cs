using KubeFate.Fate.Forms;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>The list of modules: known to the release, each once, each with what it needs.</summary>
internal sealed class ModuleCheck(CheckContext context, FateRelease release)
{
    private const string Key = "modules";

    public void Check()
    {
        // A value of another kind, and none at all, are reported with the other keys.
        if (context.File[Key] is not YamlList list) return;
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (list.Items[i] is YamlScalar { Text.Length: > 0 } item) CheckModule($"{Key}[{i}]", item, lines);
        }
    }

    /// <summary>What the engine, and then each module beside the engine's own, cannot do without.</summary>
    /// <param name="engine">Null for a product that has none.</param>
    public void CheckNeeds(FateEngine? engine)
    {
        if (context.File[Key] is not YamlList list) return;
        var listed = list.Items.OfType<YamlScalar>().ToList();
        if (engine is not null) CheckEngine(engine, list, [.. listed.Select(item => item.Text)]);
        foreach (var item in listed.Where(item => context.Modules.Contains(item.Text)))
        {
            var missing = release.Modules[item.Text].Requires.Except(engine?.Modules ?? [], StringComparer.Ordinal).Where(IsMissing).ToList();
            if (missing.Count > 0)
                context.Error(Key, item, $"{item.Text} does not start without {And(missing)}; add {Them(missing)} or leave out {item.Text}");
            if (engine is not null && IsOfAnotherEngine(engine, item.Text))
                context.Warning(Key, item, $"{engine} makes no use of {item.Text}; leave it out");
        }
    }

    private void CheckModule(string path, YamlScalar item, Dictionary<string, int> lines)
    {
        var name = item.Text;
        if (!lines.TryAdd(name, item.Line))
        {
            context.Error(path, item, $"{name} is listed twice, first in line {lines[name]}; keep one");
        }
        else if (release.Modules.ContainsKey(name))
        {
            context.Modules.Add(name);
            if (release.Components.GetValueOrDefault(release.Modules[name].Component) is { Unconfirmed: true } image
                && context.Catalog?.Keys!.GetValueOrDefault(name)?.Keys?.ContainsKey("imageTag") == true && !context.Has($"{name}.imageTag"))
                context.Warning(path, item,
                    $"FATE names no image {image.Image} for {release.Version}; should {image.Image}:{image.Tag} not be there, "
                    + $"set {name}.imageTag to one that is, or leave {name} out");
        }
        else if (OtherGateway.Is(context, name))
        {
            context.Error(path, item, OtherGateway.ModuleMessage(context, name));
        }
        else
        {
            context.Error(path, item, Unknown(name));
        }
    }

    private string Unknown(string name)
    {
        var modules = string.Join(", ", release.Modules.Keys);
        // The section of a module that only engines which are not built in have.
        var isElsewhere = context.Catalog?.Keys!.GetValueOrDefault(name) is { Keys: not null };
        if (isElsewhere) return $"the module {name} is not built in for {context.ReleaseName}; built in are {modules}";
        var hint = Nearest.Hint(name, release.Modules.Keys);
        return $"there is no module \"{name}\" in {context.ReleaseName}{(hint.Length > 0 ? hint : $"; it has {modules}")}";
    }

    private void CheckEngine(FateEngine engine, YamlList list, List<string> listed)
    {
        var missing = engine.Modules.Where(IsMissing).ToList();
        // What stands in the list under a wrong name is reported there, with the right one.
        if (listed.Exists(name => OtherGateway.Is(context, name))) missing.Remove(release.Gateway!);
        foreach (var name in listed.Where(name => !release.Modules.ContainsKey(name)))
        {
            if (Nearest.To(name, release.Modules.Keys) is { } meant) missing.Remove(meant);
        }

        if (missing.Count == 0) return;
        var outside = from name in missing
                      let key = release.Modules.GetValueOrDefault(name)?.External
                      where key is not null
                      select $"; set {key} if {name} runs elsewhere";
        context.Error(Key, list, $"{release.Product} with {engine} does not work without {And(missing)}; add {Them(missing)}{string.Concat(outside)}");
    }

    /// <summary>Neither in the list nor, as <c>externalMysqlIp</c> says of mysql, running elsewhere.</summary>
    private bool IsMissing(string name)
    {
        if (context.Modules.Contains(name)) return false;
        var key = release.Modules.GetValueOrDefault(name)?.External;
        return key is null || !context.Has(key);
    }

    private bool IsOfAnotherEngine(FateEngine engine, string module) =>
        engine.Settings.Count > 0
        && !engine.Modules.Contains(module, StringComparer.Ordinal)
        && release.Engines.Any(other => other.Modules.Contains(module, StringComparer.Ordinal));

    private static string Them(List<string> names) => names.Count == 1 ? "it" : "them";

    private static string And(List<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";
}
