using LinqToDB;
using LinqToDB.Mapping;

namespace KubeFate.Service.Storage;

/// <summary>One value of the service's own, such as the key that signs tokens.</summary>
[Table("settings", IsColumnAttributeRequired = false)]
internal sealed record SettingRecord
{
    [PrimaryKey]
    public required string Name { get; init; }

    public required string Value { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The service's own values. All replicas on one database see the same.</summary>
internal sealed class SettingStore(Database database, TimeProvider time)
{
    /// <summary>The value, or null.</summary>
    public Task<string?> FindAsync(string name, CancellationToken cancellationToken) =>
        database.ReadRowAsync("SELECT value FROM settings WHERE name = @p0", [name], static row => row.GetString(0), cancellationToken);

    /// <summary>The value; when there is none, the one that <paramref name="create"/> makes. Of several that create at once, one wins and all get its value.</summary>
    public async Task<string> GetOrCreateAsync(string name, Func<string> create, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) ?? await CreateAsync(name, create, cancellationToken);

    /// <summary>Sets a value, whether it was there or not.</summary>
    public Task SetAsync(string name, string value, CancellationToken cancellationToken) =>
        database.WriteAsync(async (db, cancel) =>
        {
            if (await db.Settings.Where(s => s.Name == name).Set(s => s.Value, value).UpdateAsync(cancel) == 0)
                await db.InsertAsync(new SettingRecord { Name = name, Value = value, CreatedAt = time.GetUtcNow() }, token: cancel);
        }, cancellationToken);

    /// <summary>Sets a value unless it is another than <paramref name="old"/> by now; the answer is whether it was set.</summary>
    public Task<bool> ReplaceAsync(string name, string old, string value, CancellationToken cancellationToken) =>
        database.WriteAsync(async (db, cancel) => await db.Settings.Where(s => s.Name == name && s.Value == old).Set(s => s.Value, value).UpdateAsync(cancel) == 1, cancellationToken);

    // A method of its own: the mapper is not loaded on a start that finds the value.
    private async Task<string> CreateAsync(string name, Func<string> create, CancellationToken cancellationToken)
    {
        var setting = new SettingRecord { Name = name, Value = create(), CreatedAt = time.GetUtcNow() };
        try
        {
            await database.WriteAsync((db, cancel) => db.InsertAsync(setting, token: cancel), cancellationToken);
            return setting.Value;
        }
        catch (StorageException e) when (e.Code == StorageFailure.Duplicate)
        {
            // Another replica was first between our look and our write: its value is the value.
            if (await FindAsync(name, cancellationToken) is { } value) return value;
            throw;
        }
    }
}
