using System.Security.Cryptography;

namespace KubeFate.Service.Storage.Sealing;

/// <summary>A data key and its number.</summary>
internal sealed record DataKey(int Number, byte[] Bytes);

/// <summary>
/// The keys that seal texts. They are random, wrapped by a key that is not in the database, and kept there, so that every replica has the same. A new wrapping key wraps
/// them anew and touches no text; a new data key leaves the old ones to open what they sealed.
/// </summary>
internal sealed class DataKeys(SettingStore settings, WrappingKeys wrapping)
{
    private const string Setting = "data-keys";

    private volatile Dictionary<int, byte[]>? keys;

    /// <summary>Reads the keys, or makes the first. <see cref="StorageFailure.Key"/> with cause and cure when the wrapping key is missing or is another; nothing is changed then.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var stored = await settings.FindAsync(Setting, cancellationToken);
        if (stored is null)
        {
            var first = wrapping.FindOrMake();
            stored = await settings.GetOrCreateAsync(Setting, () => KeyRing.Create(first).ToString(), cancellationToken);
        }

        keys = await OpenAsync(stored, cancellationToken);
    }

    /// <summary>The key that seals now. Throws when <see cref="LoadAsync"/> has not run: within a transaction it could not.</summary>
    public DataKey Current
    {
        get
        {
            var known = keys ?? throw new InvalidOperationException("the data keys are not loaded");
            var number = known.Keys.Max();
            return new DataKey(number, known[number]);
        }
    }

    /// <summary>The key of that number, also one that another replica made since; null when there is none.</summary>
    public async Task<DataKey?> FindAsync(int number, CancellationToken cancellationToken)
    {
        if (keys?.ContainsKey(number) != true) await LoadAsync(cancellationToken);
        return keys!.TryGetValue(number, out var bytes) ? new DataKey(number, bytes) : null;
    }

    /// <summary>Makes a new key, which seals from now on.</summary>
    public async Task AddAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        while (true)
        {
            var stored = (await settings.FindAsync(Setting, cancellationToken))!;
            var all = await OpenAsync(stored, cancellationToken);
            all[all.Keys.Max() + 1] = RandomNumberGenerator.GetBytes(WrappingKey.Length);
            if (!await settings.ReplaceAsync(Setting, stored, KeyRing.From(wrapping.Find()!, all).ToString(), cancellationToken)) continue;
            keys = all;
            return;
        }
    }

    private async Task<Dictionary<int, byte[]>> OpenAsync(string stored, CancellationToken cancellationToken)
    {
        var ring = KeyRing.Parse(stored);
        var present = wrapping.Find() ?? throw Missing();
        if (ring.WrappedBy == present.Id) return Open(ring, present);
        if (wrapping.Previous is not { } previous || previous.Id != ring.WrappedBy) throw Wrong();
        var opened = Open(ring, previous);
        // When another replica was first, it wrote the same keys under the same wrapping key.
        await settings.ReplaceAsync(Setting, stored, KeyRing.From(present, opened).ToString(), cancellationToken);
        return opened;
    }

    private Dictionary<int, byte[]> Open(KeyRing ring, WrappingKey key)
    {
        try
        {
            return ring.Open(key);
        }
        catch (CryptographicException damaged)
        {
            throw Failure($"the data keys in the table settings are damaged: {wrapping.Place} is the key that wrapped them and does not open them; restore the database from a backup", damaged);
        }
    }

    private StorageException Missing() => Failure(
        $"the key for the secrets of stored cluster.yaml files is missing: {wrapping.Place} is not there. Restore it from a backup, or set FATECLOUD_SECRET_KEY to the key; nothing was changed");

    private StorageException Wrong() => Failure(
        $"the secrets of stored cluster.yaml files were sealed with another key than {wrapping.Place}: start with that one, or, when the key is to be changed, set FATECLOUD_SECRET_KEY_PREVIOUS to it; nothing was changed");

    private static StorageException Failure(string message, Exception? inner = null) => new(StorageFailure.Key, message, isTransient: false, inner);
}
