using System.Security.Cryptography;
using KubeFate.Service.Storage;
using Microsoft.IdentityModel.Tokens;

namespace KubeFate.Service.Users.Sessions;

/// <summary>
/// The key that signs tokens. It is kept in the database, so tokens outlive a restart and every replica accepts them
/// (the original made a new one for each process).
/// </summary>
internal sealed class SigningKey(SettingStore settings)
{
    private const string Setting = "token-signing-key";
    private SymmetricSecurityKey? key;

    /// <summary>The key. Throws when <see cref="LoadAsync"/> has not run.</summary>
    public SymmetricSecurityKey Key => key ?? throw new InvalidOperationException("the signing key is not loaded");

    /// <summary>Reads the key, or makes it: when two replicas start at once, both end up with the same one.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var text = await settings.GetOrCreateAsync(Setting, static () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), cancellationToken);
        key = new SymmetricSecurityKey(Convert.FromBase64String(text));
    }
}
