using KubeFate.Helm.Failures;

namespace KubeFate.Helm;

/// <summary>An object that the API server did not let helm make or change; it is as it was before.</summary>
/// <param name="Kind">As the server names it: <c>StatefulSet</c>, or in lower case and plural where it speaks of the resource (<c>persistentvolumeclaims</c>).</param>
/// <param name="Name">Its own name.</param>
public sealed record RefusedObject(string Kind, string Name)
{
    /// <summary>Those that helm's words tell of; none when the words tell of anything else too.</summary>
    /// <param name="printed">What helm printed on stderr: <see cref="HelmException.Detail"/>.</param>
    public static IReadOnlyList<RefusedObject> In(string printed) =>
        [.. Refusal.ReadAll(HelmMessage.Core(printed)).Select(refusal => refusal.Object).Distinct()];
}
