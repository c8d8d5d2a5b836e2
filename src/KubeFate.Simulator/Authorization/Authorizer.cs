using KubeFate.Simulator.Authorization.Roles;
using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Authorization;

/// <param name="Reason">As an access review tells it; empty when there is nothing to tell.</param>
internal readonly record struct Decision(bool Allowed, string Reason);

/// <summary>Decides by Roles, ClusterRoles and their bindings, and keeps what was asked.</summary>
internal sealed class Authorizer(ObjectStore store)
{
    public GrantedRules Granted { get; } = new(store);

    /// <summary>What was asked so far, by requests; reviews only ask what would be.</summary>
    public AccessRecord Record { get; } = new();

    public Decision Decide(AccessRequest asked)
    {
        if (asked.User.IsMaster) return new(true, "");
        var problems = new List<string>();
        foreach (var grant in Granted.Of(asked.User, asked.Namespace))
        {
            if (grant.Problem is { } problem) problems.Add(problem);
            else if (grant.Rules.Any(rule => rule.Allows(asked))) return new(true, "RBAC: allowed by " + grant.Source);
        }

        return new(false, problems.Count switch
        {
            0 => "",
            1 => "RBAC: " + problems[0],
            _ => $"RBAC: [{string.Join(", ", problems)}]",
        });
    }

    /// <summary>Lets a request through, or refuses it.</summary>
    /// <exception cref="ApiFailure">403.</exception>
    public void Require(AccessRequest asked)
    {
        var decision = Decide(asked);
        Record.Add(asked, decision.Allowed);
        if (!decision.Allowed) throw asked.Refuse(decision.Reason);
    }
}
