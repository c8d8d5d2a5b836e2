using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeFate.Simulator.Storage;

/// <summary>All objects of one type at one revision.</summary>
internal sealed record ObjectSnapshot(IReadOnlyList<JsonObject> Items, long Revision);

/// <summary>
/// The cluster's objects. One lock orders all writes; each write has the next revision, which is the object's resourceVersion.
/// Objects handed out are shared and must not be changed: clone first. What is handed in is copied. Inside a change function the
/// store may be read but not written.
/// </summary>
internal sealed class ObjectStore(TimeProvider time, int historyLimit = ObjectStore.DefaultHistory)
{
    /// <summary>How many changes a watch can be resumed over.</summary>
    public const int DefaultHistory = 2048;

    private readonly Lock gate = new();
    private readonly Dictionary<ResourceType, SortedDictionary<(string Namespace, string Name), JsonObject>> objects = [];
    private readonly ChangeHistory history = new(historyLimit);

    /// <summary>The revision of the latest write.</summary>
    public long Revision
    {
        get
        {
            lock (gate) return history.Latest;
        }
    }

    /// <summary>
    /// Called with each change and the object's JSON, in order and inside the lock, before anyone else sees it: where a journal is kept. It
    /// must not write to the store.
    /// </summary>
    public Action<ObjectChange, ReadOnlyMemory<byte>>? Recorder { get; set; }

    /// <summary>The object, or null.</summary>
    public JsonObject? Get(ObjectKey key)
    {
        lock (gate) return Find(key);
    }

    /// <summary>All objects of a type, ordered by namespace and name.</summary>
    /// <param name="ns">One namespace, or null for all.</param>
    public IReadOnlyList<JsonObject> List(ResourceType type, string? ns) => Snapshot(type, ns).Items;

    /// <summary>As <see cref="List"/>, with the revision that the list is true at.</summary>
    public ObjectSnapshot Snapshot(ResourceType type, string? ns)
    {
        lock (gate)
        {
            if (!objects.TryGetValue(type, out var all)) return new([], history.Latest);
            return new([.. all.Where(entry => ns is null || entry.Key.Namespace == ns).Select(entry => entry.Value)], history.Latest);
        }
    }

    /// <summary>As <see cref="Snapshot"/> was at an earlier revision; null when the history no longer reaches back that far.</summary>
    public ObjectSnapshot? SnapshotAt(ResourceType type, string? ns, long revision)
    {
        lock (gate)
        {
            if (history.Since(revision) is not { } changes) return null;
            var past = new SortedDictionary<(string Namespace, string Name), JsonObject>(KeyOrder.Instance);
            foreach (var (key, item) in Bucket(type)) past[key] = item;
            foreach (var change in changes.Where(change => change.Key.Type == type).Reverse())
            {
                var key = (change.Key.Namespace, change.Key.Name);
                if (change.Previous is null) past.Remove(key);
                else past[key] = change.Previous;
            }

            return new([.. past.Where(entry => ns is null || entry.Key.Namespace == ns).Select(entry => entry.Value)], revision);
        }
    }

    /// <summary>Runs several reads and one write as one.</summary>
    public T Exclusively<T>(Func<T> action)
    {
        lock (gate) return action();
    }

    /// <summary>Adds an object with a new uid, creationTimestamp and revision, and returns it as stored.</summary>
    /// <exception cref="ApiFailure">409 AlreadyExists.</exception>
    public JsonObject Create(ObjectKey key, JsonObject item, bool dryRun = false)
    {
        lock (gate)
        {
            if (Find(key) is not null) throw ApiFailure.AlreadyExists(key.Type, key.Name);
            var born = (JsonObject)item.DeepClone();
            ObjectLifecycle.Birth(born, key, time.GetUtcNow());
            return dryRun ? born : Commit(ChangeKind.Added, key, born, null);
        }
    }

    /// <summary>
    /// Changes an object. The function gets a clone and returns what is to be stored, or null to leave the object alone; an equal
    /// object is not stored again. A deletion that was waiting ends when the change removes the last finalizer.
    /// </summary>
    /// <returns>The object as it is now; null when there is none.</returns>
    public JsonObject? Update(ObjectKey key, Func<JsonObject, JsonObject?> change, bool dryRun = false)
    {
        lock (gate)
        {
            if (Find(key) is not { } before) return null;
            if (change((JsonObject)before.DeepClone()) is not { } after) return before;
            ObjectLifecycle.Keep(after, before, key);
            ObjectMeta.Metadata(after)["resourceVersion"] = ObjectMeta.Text(before, "resourceVersion");
            if (JsonNode.DeepEquals(after, before)) return before;
            if (dryRun) return after;
            var ends = ObjectMeta.IsDeleting(after) && !ObjectLifecycle.IsHeld(after, key.Type);
            return Commit(ends ? ChangeKind.Deleted : ChangeKind.Modified, key, after, before);
        }
    }

    /// <summary>Deletes an object, or marks it when something holds it. False when there is none.</summary>
    /// <exception cref="ApiFailure">409 when a precondition of the policy does not hold.</exception>
    public bool Delete(ObjectKey key, DeletePolicy? policy = null) => BeginDelete(key, policy ?? new DeletePolicy()) is not null;

    /// <summary>As <see cref="Delete"/>, telling what became of the object; null when there is none.</summary>
    public Deletion? BeginDelete(ObjectKey key, DeletePolicy policy)
    {
        lock (gate)
        {
            if (Find(key) is not { } before) return null;
            Require(key, before, policy);
            var after = (JsonObject)before.DeepClone();
            ObjectLifecycle.Mark(after, key, policy, time.GetUtcNow());
            var removed = !ObjectLifecycle.IsHeld(after, key.Type);
            if (policy.DryRun) return new(removed ? before : after, removed);
            if (removed) return new(Commit(ChangeKind.Deleted, key, (JsonObject)before.DeepClone(), before), true);
            return new(JsonNode.DeepEquals(after, before) ? before : Commit(ChangeKind.Modified, key, after, before), false);
        }
    }

    /// <summary>Follows every change after a revision, oldest first.</summary>
    /// <param name="afterRevision">Null: from now on.</param>
    /// <param name="wanted">Null: all.</param>
    /// <exception cref="ApiFailure">410 when the history no longer reaches back that far.</exception>
    public ObjectSubscription Subscribe(long? afterRevision = null, Func<ObjectChange, bool>? wanted = null)
    {
        lock (gate) return history.Subscribe(afterRevision ?? history.Latest, wanted, gate);
    }

    /// <summary>Puts an object back as it was, at its own revision; for restoring before anyone subscribes.</summary>
    public void Restore(ObjectKey key, JsonObject item)
    {
        lock (gate)
        {
            Bucket(key.Type)[(key.Namespace, key.Name)] = item;
            history.StartAt(Math.Max(history.Latest, ObjectMeta.Revision(item)));
        }
    }

    /// <summary>Makes the next write's revision greater than this one; for restoring.</summary>
    public void RestoreRevision(long revision)
    {
        lock (gate) history.StartAt(Math.Max(history.Latest, revision));
    }

    /// <summary>The types that there are objects of, or have been.</summary>
    public IReadOnlyList<ResourceType> Types
    {
        get
        {
            lock (gate) return [.. objects.Keys];
        }
    }

    /// <summary>Every object with its key, ordered by type.</summary>
    public IReadOnlyList<(ObjectKey Key, JsonObject Item)> All()
    {
        lock (gate)
        {
            return [.. objects.SelectMany(bucket => bucket.Value.Select(entry =>
                (new ObjectKey(bucket.Key, entry.Key.Namespace, entry.Key.Name), entry.Value)))];
        }
    }

    private static void Require(ObjectKey key, JsonObject item, DeletePolicy policy)
    {
        var (uid, version) = (ObjectMeta.Uid(item), ObjectMeta.Text(item, "resourceVersion"));
        if (policy.Uid is { } wantedUid && wantedUid != uid)
            throw ApiFailure.Conflict(key.Type, key.Name, $"Precondition failed: UID in precondition: {wantedUid}, UID in object meta: {uid}");
        if (policy.ResourceVersion is { } wanted && wanted != version)
        {
            throw ApiFailure.Conflict(
                key.Type, key.Name, $"Precondition failed: ResourceVersion in precondition: {wanted}, ResourceVersion in object meta: {version}");
        }
    }

    // The stored object is read back from its own JSON: compact, and any number reads as int, long or double alike.
    private JsonObject Commit(ChangeKind kind, ObjectKey key, JsonObject item, JsonObject? before)
    {
        var revision = history.Latest + 1;
        ObjectMeta.Metadata(item)["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture);
        var json = JsonSerializer.SerializeToUtf8Bytes((JsonNode)item, JsonText.Options);
        var stored = (JsonObject)JsonNode.Parse(json)!;
        var change = new ObjectChange(kind, key, stored, before, revision);
        Recorder?.Invoke(change, json);
        if (kind == ChangeKind.Deleted) Bucket(key.Type).Remove((key.Namespace, key.Name));
        else Bucket(key.Type)[(key.Namespace, key.Name)] = stored;
        history.Add(change);
        return stored;
    }

    private JsonObject? Find(ObjectKey key) =>
        objects.TryGetValue(key.Type, out var all) && all.TryGetValue((key.Namespace, key.Name), out var item) ? item : null;

    private SortedDictionary<(string Namespace, string Name), JsonObject> Bucket(ResourceType type)
    {
        if (!objects.TryGetValue(type, out var bucket)) objects[type] = bucket = new(KeyOrder.Instance);
        return bucket;
    }

    private sealed class KeyOrder : IComparer<(string Namespace, string Name)>
    {
        public static readonly KeyOrder Instance = new();

        public int Compare((string Namespace, string Name) x, (string Namespace, string Name) y) =>
            string.CompareOrdinal(x.Namespace, y.Namespace) is var first and not 0 ? first : string.CompareOrdinal(x.Name, y.Name);
    }
}
