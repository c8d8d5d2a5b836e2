using System.Security.Cryptography;
using System.Text;
using LinqToDB;
using LinqToDB.Async;

namespace KubeFate.Service.Storage.Sealing;

/// <summary>Texts with secrets, sealed. What a name stands for is in <see cref="SealedName"/>.</summary>
internal sealed class SealedTexts(Database database, DataKeys keys)
{
    private const int AtOnce = 100;

    /// <summary>Seals the text under that name, in the caller's transaction, in place of what was there.</summary>
    public async Task SealAsync(StorageConnection db, string name, string text, CancellationToken cancellationToken)
    {
        var record = Seal(name, text, keys.Current);
        if (await db.SealedTexts.Where(s => s.Name == name).Set(s => s.DataKey, record.DataKey).Set(s => s.Text, record.Text).UpdateAsync(cancellationToken) == 0)
            await db.InsertAsync(record, token: cancellationToken);
    }

    /// <summary>The text under that name; null when there is none.</summary>
    public async Task<string?> OpenAsync(string name, CancellationToken cancellationToken) =>
        await database.ReadAsync((db, cancel) => OpenAsync(db, name, cancel), cancellationToken);

    /// <summary>The same in the caller's transaction.</summary>
    public async Task<string?> OpenAsync(StorageConnection db, string name, CancellationToken cancellationToken) =>
        await db.SealedTexts.FirstOrDefaultAsync(s => s.Name == name, cancellationToken) is { } found ? await OpenAsync(found, cancellationToken) : null;

    /// <summary>Removes the text under that name, in the caller's transaction.</summary>
    public static Task RemoveAsync(StorageConnection db, string name, CancellationToken cancellationToken) =>
        db.SealedTexts.Where(s => s.Name == name).DeleteAsync(cancellationToken);

    /// <summary>Seals with the present key what was sealed with older ones; the answer is how many texts. Cut off, it goes on from there the next time.</summary>
    public async Task<int> RenewAsync(CancellationToken cancellationToken)
    {
        var key = keys.Current;
        for (var (count, after) = (0, ""); ;)
        {
            var from = after;
            var old = await database.ReadAsync((db, cancel) => db.SealedTexts.Where(s => s.DataKey != key.Number && string.Compare(s.Name, from) > 0)
                .OrderBy(s => s.Name).Take(AtOnce).ToListAsync(cancel), cancellationToken);
            if (old.Count == 0) return count;
            foreach (var text in old)
            {
                var anew = Seal(text.Name, await OpenAsync(text, cancellationToken), key);
                // What somebody else has written meanwhile is newer than ours.
                count += await database.WriteAsync((db, cancel) => db.SealedTexts.Where(s => s.Name == text.Name && s.Text == text.Text)
                    .Set(s => s.DataKey, anew.DataKey).Set(s => s.Text, anew.Text).UpdateAsync(cancel), cancellationToken);
            }

            after = old[^1].Name;
        }
    }

    private static SealedTextRecord Seal(string name, string text, DataKey key) =>
        new() { Name = name, DataKey = key.Number, Text = SealedBytes.Seal(key.Bytes, Encoding.UTF8.GetBytes(text), name) };

    private async Task<string> OpenAsync(SealedTextRecord text, CancellationToken cancellationToken)
    {
        var key = await keys.FindAsync(text.DataKey, cancellationToken)
            ?? throw Damaged(text, $"its data key {text.DataKey} is not in the table settings", null);
        try
        {
            return Encoding.UTF8.GetString(SealedBytes.Open(key.Bytes, text.Text, text.Name));
        }
        catch (CryptographicException failure)
        {
            throw Damaged(text, "it was changed, or moved from another row", failure);
        }
    }

    private static StorageException Damaged(SealedTextRecord text, string why, Exception? inner) => new(StorageFailure.Corrupt,
        $"what is sealed of {text.Name} cannot be opened: {why}; restore the database from a backup, or send the whole cluster.yaml anew in an update with force", false, inner);
}

/// <summary>Names of sealed texts. They are part of the seal.</summary>
internal static class SealedName
{
    /// <summary>The spec of a cluster: <see cref="OpenedSpec"/>.</summary>
    public static string Cluster(string uuid) => "cluster/" + uuid;

    /// <summary>The request of a job as JSON.</summary>
    public static string Job(string uuid) => "job/" + uuid;
}
