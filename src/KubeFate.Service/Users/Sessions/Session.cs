using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using KubeFate.Service.Storage;

namespace KubeFate.Service.Users.Sessions;

/// <summary>
/// What began with a sign-in and lasts over the tokens that it was renewed with. <see cref="Id"/> is the claim <c>jti</c> of all of them, so
/// that a logout ends them all.
/// </summary>
internal sealed record Session(string Id, DateTimeOffset SignedInAt)
{
    /// <summary>
    /// A new session. Its id names the user's row and epoch: it ends when the epoch moves on, whatever clocks say, and it is never taken
    /// for a session of a later user of the same name.
    /// </summary>
    public static Session Begin(UserRecord user, DateTimeOffset now) =>
        new(Prefix(user) + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), now);

    /// <summary>Whether the user's sessions of that time still count.</summary>
    public bool BelongsTo(UserRecord user) => Id.StartsWith(Prefix(user), StringComparison.Ordinal);

    private static string Prefix(UserRecord user) => string.Create(CultureInfo.InvariantCulture, $"{user.Id}.{user.SessionEpoch}.");
}
