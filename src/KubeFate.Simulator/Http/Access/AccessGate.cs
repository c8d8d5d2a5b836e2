using KubeFate.Simulator.Authorization;
using KubeFate.Simulator.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Simulator.Http.Access;

/// <summary>Every request passes here first: who sends it, for whom he acts, and whether that one may do what he asks.</summary>
internal sealed class AccessGate(SimulatedCluster cluster)
{
    private readonly Authentication authentication = new(cluster.Tokens);
    private readonly Impersonation impersonation = new(cluster.Authorizer);

    /// <returns>The user that the request is answered for.</returns>
    /// <exception cref="ApiFailure">401 or 403.</exception>
    public Identity Enter(HttpRequest request)
    {
        var user = impersonation.Of(request, authentication.Of(request));
        cluster.Authorizer.Require(RequestedAccess.Of(request, user));
        return user;
    }
}
