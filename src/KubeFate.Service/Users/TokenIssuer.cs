using System.Security.Claims;
using KubeFate.Service.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KubeFate.Service.Users;

/// <summary>Makes the tokens of /v1: HS256 with the claims <c>id</c> (user name), <c>exp</c> and <c>orig_iat</c>, as the original's.</summary>
internal sealed class TokenIssuer(SigningKey signingKey, ServiceOptions options, TimeProvider time)
{
    /// <summary>The claim that holds the user's name.</summary>
    public const string NameClaim = "id";

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A token for a user, and when it expires (whole seconds, as the token itself holds).</summary>
    public (string Token, DateTimeOffset Expire) Issue(string userName)
    {
        var now = time.GetUtcNow();
        var expire = DateTimeOffset.FromUnixTimeSeconds((now + options.TokenLifetime).ToUnixTimeSeconds());
        var token = handler.CreateToken(new SecurityTokenDescriptor
        {
            Subject = new ClaimsIdentity([
                new Claim(NameClaim, userName),
                new Claim("orig_iat", now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), ClaimValueTypes.Integer64),
            ]),
            Expires = expire.UtcDateTime,
            SigningCredentials = new SigningCredentials(signingKey.Key, SecurityAlgorithms.HmacSha256),
        });
        return (token, expire);
    }
}
