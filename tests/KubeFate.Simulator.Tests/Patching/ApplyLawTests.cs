using System.Text.Json.Nodes;
using CsCheck;
using KubeFate.Simulator.Patching;
using KubeFate.Simulator.Patching.Ownership;
using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Tests.Patching;

/// <summary>What holds for server-side apply whatever is applied, by whomever, in whatever order.</summary>
public sealed class ApplyLawTests
{
    private const int Runs = 100;
    private static readonly ObjectSchema Schema = SchemaCatalog.Find("apps/v1", "Deployment")!;

    /// <summary>A few writes by few managers, every second one an update rather than an apply.</summary>
    private static readonly Gen<List<(string Manager, bool IsApply, JsonObject Configuration)>> History =
        Gen.Select(Generated.OneOf("helm", "kubectl", "operator"), Gen.Bool, Generated.Deployment).List[1, 6];

    [Fact]
    public void Applying_twice_is_applying_once() => Gen.Select(History, Generated.Deployment).Sample(
        (history, configuration) =>
        {
            var once = Apply(Play(history), "helm", configuration);
            var twice = Run(once, "helm", configuration, force: false);
            return twice.IsUnchanged && JsonNode.DeepEquals(once, twice.Object);
        },
        iter: Runs);

    [Fact]
    public void Force_ends_every_conflict() => Gen.Select(History, Generated.Deployment).Sample(
        (history, configuration) =>
        {
            var forced = Apply(Play(history), "helm", configuration);
            return Run(forced, "helm", configuration, force: false).Conflict is null;
        },
        iter: Runs);

    [Fact]
    public void What_was_applied_is_there_afterwards() => Gen.Select(History, Generated.Deployment).Sample(
        (history, configuration) =>
        {
            var result = Apply(Play(history), "helm", configuration);
            return TypedComparison.Between(configuration, result, Schema.Type) is { Removed.IsEmpty: true, Modified.IsEmpty: true };
        },
        iter: Runs);

    [Fact]
    public void Applying_what_is_there_already_is_never_a_conflict() => History.Sample(
        history =>
        {
            var live = Play(history);
            return Run(live, "newcomer", WrittenFields.WithoutManagedFields(live), force: false).Conflict is null;
        },
        iter: Runs);

    [Fact]
    public void Nobody_owns_a_field_that_is_not_there() => History.Sample(
        history =>
        {
            var live = Play(history);
            var all = TypedComparison.Between(new JsonObject(), live, Schema.Type).Added;
            return ManagedEntries.Read(live).All(entry => entry.Fields.Difference(all).IsEmpty);
        },
        iter: Runs);

    [Fact]
    public void A_conflict_names_only_fields_whose_values_differ() => Gen.Select(History, Generated.Deployment).Sample(
        (history, configuration) =>
        {
            var live = Play(history);
            if (Run(live, "newcomer", configuration, force: false).Conflict is not { } conflict)
            {
                return true;
            }

            var change = TypedComparison.Between(live, TypedMerge.Merge(live, configuration, Schema.Type), Schema.Type);
            return conflict.Causes.Select(cause => cause.Field!).All(change.Changed.Paths().ToHashSet().Contains);
        },
        iter: Runs);

    [Fact]
    public void Applying_nothing_takes_back_what_only_the_applier_owned() => Gen.Select(History, Generated.Deployment).Sample(
        (history, configuration) =>
        {
            var before = Play(history.Where(write => write.Manager != "helm").ToList());
            var owned = Apply(before, "helm", configuration);
            var after = Apply(owned, "helm", Bare());
            var othersOwn = ManagedEntries.Read(owned).Where(entry => entry.Manager != "helm").Aggregate(FieldSet.Empty, (all, entry) => all.Union(entry.Fields));
            var helms = ManagedEntries.Read(owned).Where(entry => entry.Manager == "helm").Aggregate(FieldSet.Empty, (all, entry) => all.Union(entry.Fields));
            var left = helms.Difference(othersOwn).Intersection(TypedFields.Of(after, Schema.Type));

            // A list item stays while another owns something in it, and with it the key that tells it from its siblings.
            return left.Paths().All(path => path.EndsWith("\"]", StringComparison.Ordinal) || path.EndsWith(".name", StringComparison.Ordinal));
        },
        iter: Runs);

    private static JsonObject Bare() => (JsonObject)JsonNode.Parse(
        """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"ns"}}""")!;

    private static JsonObject Play(List<(string Manager, bool IsApply, JsonObject Configuration)> history)
    {
        var live = Apply(null, "first", Bare());
        foreach (var (manager, isApply, configuration) in history)
        {
            live = isApply ? Apply(live, manager, configuration) : Update(live, manager, configuration);
        }

        return live;
    }

    private static JsonObject Apply(JsonObject? live, string manager, JsonObject configuration) => Run(live, manager, configuration, force: true).RequireObject();

    private static ApplyResult Run(JsonObject? live, string manager, JsonObject configuration, bool force) => ServerSideApply.Apply(
        live, configuration, new ApplyRequest { Manager = manager, Force = force, ApiVersion = "apps/v1", Time = DateTimeOffset.UnixEpoch }, Schema);

    private static JsonObject Update(JsonObject live, string manager, JsonObject configuration)
    {
        var after = StrategicMergePatch.Apply(live, configuration, Schema);
        ManagedFields.TrackUpdate(live, after, manager, "", "apps/v1", DateTimeOffset.UnixEpoch, Schema);
        return after;
    }
}
