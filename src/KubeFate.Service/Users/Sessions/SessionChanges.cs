namespace KubeFate.Service.Users.Sessions;

/// <summary>
/// Tells, within this process, that what a user's sessions and tokens may do has changed: one was ended or revoked, the role, the password or
/// the status is another, the user is gone. Raised after the commit, so that whoever looks then finds the change. Other replicas are told
/// nothing: whoever remembers something of a user also looks at the database every few seconds.
/// </summary>
internal sealed class SessionChanges
{
    /// <summary>Called with the id of the user. What is called must be quick and must not throw.</summary>
    public event Action<long>? Changed;

    /// <summary>Something of this user changed.</summary>
    public void Raise(long userId) => Changed?.Invoke(userId);
}
