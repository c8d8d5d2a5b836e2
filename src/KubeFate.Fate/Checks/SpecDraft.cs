using System.Text.Json.Nodes;
using KubeFate.Fate.Forms;
using KubeFate.Fate.Keys;
using KubeFate.Fate.Secrets;
using KubeFate.Fate.Yaml;

namespace KubeFate.Fate.Checks;

/// <summary>Runs every check over a file, and makes the spec of one that passes.</summary>
internal sealed class SpecDraft
{
    private readonly YamlMap file;
    private readonly ClusterIdentity identity;
    private readonly FateRelease? release;

    private SpecDraft(YamlMap file, ClusterIdentity identity, FateRelease? release)
    {
        this.file = file;
        this.identity = identity;
        this.release = release;
    }

    public static SpecDraft From(YamlMap file, ProblemList problems)
    {
        SecretMarks.Mark(file);
        var context = new CheckContext(file, problems, SkippedKeys(file, problems));
        // Of a file that is something else its keys say nothing.
        if (new ShapeCheck(context).IsSomethingElse()) return new SpecDraft(file, new ClusterIdentity("", "", "", ""), null);
        var asked = new IdentityCheck(context).Read();
        context.Release = FateReleases.Find(asked.ChartName, asked.ChartVersion);
        if (context.Release is { } known) Check(context, known);
        else new CommonCheck(context).Check();
        return new SpecDraft(file, asked, context.Release);
    }

    public ClusterSpec ToSpec(JsonObject values) => new()
    {
        Name = identity.Name,
        Namespace = identity.Namespace,
        ChartName = identity.ChartName,
        ChartVersion = identity.ChartVersion,
        PartyId = PartyId(),
        Modules = file["modules"] is YamlList list ? [.. Texts(list).Distinct(StringComparer.Ordinal)] : [],
        Persistence = file["persistence"] is YamlScalar { Value: { Kind: ScalarKind.Boolean, Boolean: true } },
        TimeLimit = file["timeLimit"] is YamlScalar limit ? GoDuration.Parse(limit.Text) : null,
        Values = values,
        Release = release,
    };

    private static IEnumerable<string> Texts(YamlList list) =>
        list.Items.OfType<YamlScalar>().Select(item => item.Text).Where(text => text.Length > 0);

    private int? PartyId() =>
        file["partyId"] is YamlScalar { Value.Kind: ScalarKind.Integer } id && id.Value.Integer >= 0 && id.Value.Integer <= int.MaxValue
            ? (int)id.Value.Integer
            : null;

    private static void Check(CheckContext context, FateRelease release)
    {
        context.Catalog = KeyCatalog.Find(release.Chart);
        context.Number = ReleaseNumber.Parse(release.Version) ?? context.Number;
        if (context.Catalog is { } catalog)
        {
            SecretMarks.Mark(context.File, catalog);
            new KeyChecker(context, catalog).Check();
        }

        var modules = new ModuleCheck(context, release);
        if (!context.IsSkipped("modules")) modules.Check();
        var engine = new EngineCheck(context, release).Check();
        if (!context.IsSkipped("modules") && (engine is not null || release.Engines.Count == 0)) modules.CheckNeeds(engine);
        if (engine is not null) new SparkCheck(context, release).Check(engine);
        new PartyCheck(context, release).Check();
        new PortCheck(context).Check();
        new OfferCheck(context, release).Check();
    }

    private static HashSet<string> SkippedKeys(YamlMap file, ProblemList problems)
    {
        const string key = "skippedKeys";
        var skipped = new HashSet<string>(StringComparer.Ordinal);
        if (file[key] is not { } node || node is YamlScalar { Value.IsNull: true }) return skipped;
        if (node is not YamlList list)
        {
            problems.Error(key, node.Line, node.Column, KeyChecker.ListNeeded(node));
            return skipped;
        }

        foreach (var item in list.Items)
        {
            if (item is YamlScalar scalar) skipped.Add(scalar.Text);
        }

        return skipped;
    }
}
