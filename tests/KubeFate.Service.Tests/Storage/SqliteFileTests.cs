using KubeFate.Service.Storage;
using KubeFate.Testing;

namespace KubeFate.Service.Tests.Storage;

public sealed class SqliteFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_file_is_migrated_once_and_readable_by_its_owner_alone()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var database = new Database(new DatabaseOptions { DataFolder = _folder.Path });
        await new Schema(database, TimeProvider.System).EnsureAsync(cancel);
        await new Schema(database, TimeProvider.System).EnsureAsync(cancel);

        var clusters = new ClusterStore(database, TimeProvider.System);
        var made = await database.WriteAsync((db, c) => clusters.AddAsync(db, new ClusterRecord
        {
            Uuid = "u", Name = "n", Namespace = "ns", ChartName = "fate", ChartVersion = "v1", Values = "{}", Spec = "{}", Status = "Pending",
            CreatedAt = default, UpdatedAt = default,
        }, c), cancel);
        Assert.Equal(made, await clusters.FindAsync("n", "ns", cancel));
        Assert.True(await database.WriteAsync((db, c) => clusters.DeleteAsync(db, "u", c), cancel));
        Assert.Empty(await clusters.ListAsync(all: false, cancel));
        Assert.All(Directory.GetFiles(_folder.Path), f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));
    }
}
