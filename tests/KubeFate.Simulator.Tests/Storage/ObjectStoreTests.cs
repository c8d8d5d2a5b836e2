using System.Text.Json.Nodes;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Simulator.Tests.Storage;

public sealed class ObjectStoreTests
{
    private readonly ObjectStore store = new(new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)), historyLimit: 4);

    [Fact]
    public void A_new_object_gets_an_identity_and_the_next_revision()
    {
        var first = store.Create(ConfigMap("a"), []);
        var second = store.Create(ConfigMap("b"), []);

        Assert.Equal("2026-01-02T03:04:05Z", ObjectMeta.Text(first, "creationTimestamp"));
        Assert.True(Guid.TryParse(ObjectMeta.Uid(first), out _));
        Assert.Equal(ObjectMeta.Revision(first) + 1, ObjectMeta.Revision(second));
        Assert.Equal("ConfigMap", (string?)first["kind"]);
    }

    [Fact]
    public void A_name_can_be_taken_once()
    {
        store.Create(ConfigMap("a"), []);
        var failure = Assert.Throws<ApiFailure>(() => store.Create(ConfigMap("a"), []));
        Assert.Equal((409, "AlreadyExists", "configmaps \"a\" already exists"), (failure.Code, failure.Reason, failure.Message));
    }

    [Fact]
    public void Only_a_change_of_spec_raises_the_generation()
    {
        var key = new ObjectKey(ResourceCatalog.Deployments, "ns", "d");
        store.Create(key, new JsonObject { ["spec"] = new JsonObject { ["replicas"] = 1 } });

        store.Update(key, item => With(item, "status", new JsonObject { ["replicas"] = 1 }));
        Assert.Equal(1, ObjectMeta.Generation(store.Get(key)!));
        store.Update(key, item => With(item, "spec", new JsonObject { ["replicas"] = 2 }));
        Assert.Equal(2, ObjectMeta.Generation(store.Get(key)!));
    }

    [Fact]
    public void An_equal_object_is_not_written_again()
    {
        store.Create(ConfigMap("a"), new JsonObject { ["data"] = new JsonObject { ["k"] = "v" } });
        var revision = store.Revision;

        store.Update(ConfigMap("a"), item => With(item, "data", new JsonObject { ["k"] = "v" }));

        Assert.Equal(revision, store.Revision);
    }

    [Fact]
    public void An_update_cannot_change_who_the_object_is()
    {
        var before = store.Create(ConfigMap("a"), []);
        var after = store.Update(ConfigMap("a"), item =>
        {
            ObjectMeta.Metadata(item)["uid"] = "other";
            ObjectMeta.Metadata(item)["name"] = "other";
            item["data"] = new JsonObject { ["k"] = "v" };
            return item;
        });

        Assert.Equal(ObjectMeta.Uid(before), ObjectMeta.Uid(after!));
        Assert.Equal("a", ObjectMeta.Name(after!));
    }

    [Fact]
    public void A_finalizer_holds_a_deleted_object_until_it_is_taken_off()
    {
        store.Create(ConfigMap("a"), new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = new JsonArray("x/y") } });

        var deletion = store.BeginDelete(ConfigMap("a"), new DeletePolicy());
        Assert.False(deletion!.Removed);
        Assert.True(ObjectMeta.IsDeleting(store.Get(ConfigMap("a"))!));

        store.Update(ConfigMap("a"), item =>
        {
            ObjectMeta.Metadata(item).Remove("finalizers");
            return item;
        });
        Assert.Null(store.Get(ConfigMap("a")));
    }

    [Fact]
    public void A_running_pod_is_given_its_grace_period()
    {
        var key = new ObjectKey(ResourceCatalog.Pods, "ns", "p");
        store.Create(key, new JsonObject { ["spec"] = new JsonObject { ["nodeName"] = "n", ["terminationGracePeriodSeconds"] = 7 } });

        store.Delete(key);
        Assert.Equal("2026-01-02T03:04:12Z", ObjectMeta.Text(store.Get(key)!, "deletionTimestamp"));
        store.Delete(key, new DeletePolicy { GracePeriodSeconds = 0 });
        Assert.Null(store.Get(key));
    }

    [Fact]
    public void A_foreground_deletion_waits_for_the_collector()
    {
        store.Create(ConfigMap("a"), []);
        store.Delete(ConfigMap("a"), new DeletePolicy { Propagation = Propagation.Foreground });
        Assert.Equal("foregroundDeletion", (string?)store.Get(ConfigMap("a"))!["metadata"]!["finalizers"]![0]);
    }

    [Fact]
    public void A_deletion_with_the_wrong_uid_is_refused()
    {
        store.Create(ConfigMap("a"), []);
        var failure = Assert.Throws<ApiFailure>(() => store.Delete(ConfigMap("a"), new DeletePolicy { Uid = "other" }));
        Assert.Equal("Conflict", failure.Reason);
    }

    [Fact]
    public async Task A_follower_sees_old_and_new_changes_in_order()
    {
        store.Create(ConfigMap("a"), []);
        using var following = store.Subscribe(afterRevision: 0);
        store.Create(ConfigMap("b"), []);
        store.Delete(ConfigMap("a"));

        var seen = new List<string>();
        await foreach (var change in following.WithCancellation(TestContext.Current.CancellationToken))
        {
            seen.Add($"{change.Kind} {change.Key.Name} {change.Revision}");
            if (seen.Count == 3) break;
        }

        Assert.Equal(["Added a 1", "Added b 2", "Deleted a 3"], seen);
    }

    [Fact]
    public void A_revision_that_the_history_has_lost_is_expired()
    {
        foreach (var name in (string[])["a", "b", "c", "d", "e", "f"]) store.Create(ConfigMap(name), []);
        var failure = Assert.Throws<ApiFailure>(() => store.Subscribe(afterRevision: 1));
        Assert.Equal((410, "Expired"), (failure.Code, failure.Reason));
    }

    [Fact]
    public void A_dry_run_leaves_no_trace()
    {
        store.Create(ConfigMap("a"), [], dryRun: true);
        Assert.Null(store.Get(ConfigMap("a")));
        Assert.Equal(0, store.Revision);
    }

    private static ObjectKey ConfigMap(string name) => new(ResourceCatalog.ConfigMaps, "ns", name);

    private static JsonObject With(JsonObject item, string field, JsonNode value)
    {
        item[field] = value;
        return item;
    }
}
