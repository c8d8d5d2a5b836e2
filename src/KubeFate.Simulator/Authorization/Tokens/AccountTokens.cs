using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KubeFate.Simulator.Controllers;
using KubeFate.Simulator.Resources;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Authorization.Tokens;

/// <summary>
/// Tokens of service accounts: JSON web tokens with the claims of a real server's. They are signed with a key that follows from the cluster's
/// own objects, so that a token outlives a restart with the same data and is worth nothing on another cluster.
/// </summary>
internal sealed class AccountTokens(ObjectStore store, TimeProvider time)
{
    public const string Issuer = "https://kubernetes.default.svc.cluster.local";
    private static readonly string Header = Encode(new JsonObject { ["alg"] = "HS256", ["typ"] = "JWT" });

    /// <summary>A token of an account that exists, for as long as is asked.</summary>
    public string Issue(JsonObject account, long lifeSeconds, IReadOnlyList<string> audiences)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        return Sign(new()
        {
            ["aud"] = JsonList.Of(audiences.Count == 0 ? [Issuer] : audiences),
            ["exp"] = now + lifeSeconds,
            ["iat"] = now,
            ["iss"] = Issuer,
            ["jti"] = Guid.NewGuid().ToString(),
            ["kubernetes.io"] = new JsonObject
            {
                ["namespace"] = account.Namespace(),
                ["serviceaccount"] = new JsonObject { ["name"] = account.Name(), ["uid"] = account.Uid() },
            },
            ["nbf"] = now,
            ["sub"] = Identity.AccountName(account.Namespace(), account.Name()),
        });
    }

    /// <summary>Whose token it is; null when it is none of this cluster's, has expired, or its account is gone.</summary>
    public Identity? Read(string token)
    {
        if (token.Split('.') is not [var header, var body, var signature] || signature != Signature($"{header}.{body}")) return null;
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(body));
        if (claims.Number("exp") is { } end && end <= time.GetUtcNow().ToUnixTimeSeconds()) return null;
        var bound = claims?["kubernetes.io"];
        var (ns, name) = (bound.Text("namespace") ?? "", bound.At("serviceaccount").Text("name") ?? "");
        if (store.Get(new(ResourceCatalog.ServiceAccounts, ns, name)) is not { } account || !bound.Is(account.Uid(), "serviceaccount", "uid")) return null;
        var id = claims.Text("jti");
        return Identity.Account(ns, name, account.Uid()) with
        {
            Extra = id is null
                ? new Dictionary<string, IReadOnlyList<string>>()
                : new() { ["authentication.kubernetes.io/credential-id"] = ["JTI=" + id] },
        };
    }

    private string Sign(JsonObject claims)
    {
        var text = $"{Header}.{Encode(claims)}";
        return $"{text}.{Signature(text)}";
    }

    private string Signature(string text) => Base64Url.EncodeToString(HMACSHA256.HashData(Key(), Encoding.UTF8.GetBytes(text)));

    private byte[] Key()
    {
        var system = store.Get(new(ResourceCatalog.Namespaces, "", "kube-system"));
        return SHA256.HashData(Encoding.UTF8.GetBytes("kubefate-simulator service accounts " + system?.Uid()));
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString(JsonText.Options)));
}
