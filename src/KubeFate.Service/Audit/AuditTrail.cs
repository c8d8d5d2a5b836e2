using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Audit;

/// <summary>Marks what is written to the audit log, and tells it what only the endpoint knows.</summary>
internal static class AuditTrail
{
    /// <summary>Calls of this route are written to the audit log as this action, such as <c>cluster.install</c>.</summary>
    public static TBuilder Audited<TBuilder>(this TBuilder route, string action) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new AuditedAction(action));

    /// <summary>What it is done to: a uuid, and a name such as <c>namespace/name</c> of a cluster.</summary>
    public static void SetAuditTarget(this HttpContext context, string target, string name) => context.Features.Set(new AuditTarget(target, name));

    /// <summary>What else there is to say, such as <c>job 1f0c…</c>. Never a secret. The reason of a failure takes its place.</summary>
    public static void SetAuditDetail(this HttpContext context, string detail) => context.Features.Set(new AuditDetail(detail));

    /// <summary>Who tries to sign in.</summary>
    public static void SetAuditUser(this HttpContext context, string username) => context.Features.Set(new AuditUser(username));
}

/// <summary>The action of an audited route.</summary>
internal sealed record AuditedAction(string Action);

/// <summary>What an audited call is done to.</summary>
internal sealed record AuditTarget(string Target, string Name);

/// <summary>What else there is to say of an audited call.</summary>
internal sealed record AuditDetail(string Detail);

/// <summary>The name that a sign-in was tried with.</summary>
internal sealed record AuditUser(string Username);
