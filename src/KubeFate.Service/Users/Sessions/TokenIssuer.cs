using System.Globalization;
using System.Security.Claims;
using KubeFate.Client.Users;
using KubeFate.Service.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KubeFate.Service.Users.Sessions;

/// <summary>
/// Makes the tokens of /v1: HS256 with the claims <c>id</c> (user name), <c>exp</c> and <c>orig_iat</c> (the sign-in), as the original's, and <c>jti</c>.
/// </summary>
internal sealed class TokenIssuer(SigningKey signingKey, ServiceOptions options, TimeProvider time)
{
    /// <summary>The claim that holds the user's name.</summary>
    public const string NameClaim = "id";

    /// <summary>The claim that holds the time of the sign-in.</summary>
    public const string SignedInClaim = "orig_iat";

    private static readonly TimeSpan LongestSession = TimeSpan.FromHours(24);

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>When a session ends, however often its token is renewed: a stolen one must not live for ever.</summary>
    public DateTimeOffset EndOf(Session session) =>
        session.SignedInAt + (options.TokenLifetime > LongestSession ? options.TokenLifetime : LongestSession);

    /// <summary>A token for a session; it expires in whole seconds, as the token itself holds.</summary>
    public LoginResponse Issue(string username, Session session)
    {
        var (expire, end) = (time.GetUtcNow() + options.TokenLifetime, EndOf(session));
        expire = DateTimeOffset.FromUnixTimeSeconds((expire < end ? expire : end).ToUnixTimeSeconds());
        var token = handler.CreateToken(new SecurityTokenDescriptor
        {
            Subject = new ClaimsIdentity([
                new Claim(NameClaim, username),
                new Claim(SignedInClaim, session.SignedInAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64),
                new Claim(JwtRegisteredClaimNames.Jti, session.Id),
            ]),
            Expires = expire.UtcDateTime,
            SigningCredentials = new SigningCredentials(signingKey.Key, SecurityAlgorithms.HmacSha256),
        });
        return new LoginResponse { Code = 200, Expire = expire, Token = token };
    }
}
