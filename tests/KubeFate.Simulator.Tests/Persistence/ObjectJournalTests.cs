using System.Text.Json.Nodes;
using KubeFate.Simulator.Persistence;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;
using KubeFate.Testing;

namespace KubeFate.Simulator.Tests.Persistence;

public sealed class ObjectJournalTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string File => folder.File("objects.journal");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Objects_come_back_as_they_were()
    {
        var first = new ObjectStore(TimeProvider.System);
        using (ObjectJournal.Open(folder.Path, first, new ServedTypes()))
        {
            first.Create(Key("a"), new JsonObject { ["data"] = new JsonObject { ["k"] = "ä" } });
            first.Create(Key("b"), []);
            first.Update(Key("a"), item => Set(item, "2"));
            first.Delete(Key("b"));
        }

        var (second, journal) = Reopen();
        using var _ = journal;
        Assert.Equal("2", (string?)second.Get(Key("a"))!["data"]!["k"]);
        Assert.Null(second.Get(Key("b")));
        Assert.Equal(ObjectMeta.Uid(first.Get(Key("a"))!), ObjectMeta.Uid(second.Get(Key("a"))!));
    }

    [Fact]
    public void What_lies_on_the_disk_is_private_also_when_an_older_release_made_it()
    {
        folder.Write("objects.journal", "");
        folder.Write("objects.journal.new", "");
        foreach (var name in new[] { "objects.journal", "objects.journal.new" }) System.IO.File.SetUnixFileMode(folder.File(name), (UnixFileMode)0b110_100_100);
        using (ObjectJournal.Open(folder.Path, new ObjectStore(TimeProvider.System), new ServedTypes()))
        {
            Assert.All(Directory.GetFiles(folder.Path), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(file)));
        }
    }

    [Fact]
    public void Revisions_go_on_where_they_ended_also_after_a_deletion()
    {
        var first = new ObjectStore(TimeProvider.System);
        using (ObjectJournal.Open(folder.Path, first, new ServedTypes()))
        {
            first.Create(Key("a"), []);
            first.Delete(Key("a"));
        }

        var (second, journal) = Reopen();
        journal.Dispose();
        (second, journal) = Reopen();
        using var _ = journal;
        Assert.Equal(first.Revision, second.Revision);
        Assert.Throws<ApiFailure>(() => second.Subscribe(first.Revision - 1));
    }

    [Fact]
    public void A_torn_last_line_is_dropped()
    {
        var first = new ObjectStore(TimeProvider.System);
        using (ObjectJournal.Open(folder.Path, first, new ServedTypes()))
        {
            first.Create(Key("a"), []);
            first.Create(Key("b"), []);
        }

        var bytes = System.IO.File.ReadAllBytes(File);
        System.IO.File.WriteAllBytes(File, bytes[..^20]);

        var (second, journal) = Reopen();
        using var _ = journal;
        Assert.NotNull(second.Get(Key("a")));
        Assert.Null(second.Get(Key("b")));
    }

    [Fact]
    public void A_line_broken_in_the_middle_is_told()
    {
        var first = new ObjectStore(TimeProvider.System);
        using (ObjectJournal.Open(folder.Path, first, new ServedTypes())) first.Create(Key("a"), []);
        System.IO.File.WriteAllText(File, "nonsense\n" + System.IO.File.ReadAllText(File));

        var failure = Assert.Throws<InvalidDataException>(() => Reopen());
        Assert.Contains("line 1 is broken", failure.Message);
    }

    [Fact]
    public void Two_processes_cannot_share_a_folder()
    {
        using var _ = ObjectJournal.Open(folder.Path, new ObjectStore(TimeProvider.System), new ServedTypes());
        var failure = Assert.Throws<IOException>(() => Reopen());
        Assert.Contains("another process", failure.Message);
    }

    [Fact]
    public void The_journal_does_not_grow_with_every_write()
    {
        var store = new ObjectStore(TimeProvider.System);
        using (ObjectJournal.Open(folder.Path, store, new ServedTypes()))
        {
            store.Create(Key("a"), []);
            for (var round = 0; round < 60; round++) store.Update(Key("a"), item => Set(item, new string('x', 500_000) + round));
            Assert.InRange(new FileInfo(File).Length, 1, 10_000_000);
        }

        var (second, journal) = Reopen();
        using var _ = journal;
        Assert.EndsWith("x59", (string?)second.Get(Key("a"))!["data"]!["k"]);
    }

    private (ObjectStore Store, ObjectJournal Journal) Reopen()
    {
        var store = new ObjectStore(TimeProvider.System);
        return (store, ObjectJournal.Open(folder.Path, store, new ServedTypes()));
    }

    private static ObjectKey Key(string name) => new(ResourceCatalog.ConfigMaps, "ns", name);

    private static JsonObject Set(JsonObject item, string value)
    {
        item["data"] = new JsonObject { ["k"] = value };
        return item;
    }
}
