using System.Globalization;
using System.Security.Cryptography;

namespace KubeFate.Service.Storage.Sealing;

/// <summary>The data keys as they are stored, wrapped: a line for the wrapping key, then one for each data key. The highest number seals, all open.</summary>
internal sealed record KeyRing(string WrappedBy, IReadOnlyDictionary<int, string> Wrapped)
{
    /// <summary>A ring with one new key.</summary>
    public static KeyRing Create(WrappingKey wrapping) => From(wrapping, new Dictionary<int, byte[]> { [1] = RandomNumberGenerator.GetBytes(WrappingKey.Length) });

    /// <summary>A ring with those keys.</summary>
    public static KeyRing From(WrappingKey wrapping, IReadOnlyDictionary<int, byte[]> keys) =>
        new(wrapping.Id, keys.ToDictionary(key => key.Key, key => wrapping.Wrap(key.Key, key.Value)));

    /// <summary>Reads <see cref="ToString"/>. <see cref="StorageFailure.Key"/> when it is damaged.</summary>
    public static KeyRing Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToList();
        if (lines is not [["wrapped-by", var by], ..] || lines.Skip(1).Any(line => line.Length != 2 || !int.TryParse(line[0], NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            throw new StorageException(StorageFailure.Key, "the data keys in the table settings are damaged; restore the database from a backup", isTransient: false);
        return new KeyRing(by, lines.Skip(1).ToDictionary(line => int.Parse(line[0], CultureInfo.InvariantCulture), line => line[1]));
    }

    /// <summary>The keys in clear. <see cref="CryptographicException"/> when another key wrapped them, or one is damaged.</summary>
    public Dictionary<int, byte[]> Open(WrappingKey wrapping) => Wrapped.ToDictionary(key => key.Key, key => wrapping.Unwrap(key.Key, key.Value));

    public override string ToString() =>
        $"wrapped-by {WrappedBy}\n" + string.Concat(Wrapped.OrderBy(key => key.Key).Select(key => string.Create(CultureInfo.InvariantCulture, $"{key.Key} {key.Value}\n")));
}
