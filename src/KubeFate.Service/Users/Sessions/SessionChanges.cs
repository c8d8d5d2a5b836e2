namespace KubeFate.Service.Users.Sessions;

/// <summary>
/// Tells, within this process, that what a user's sessions and tokens may do has changed: one was ended or revoked, the role, the password or
/// the status is another, the user is gone. Raised after the commit, so that whoever looks then finds the change. Other replicas are told
/// nothing: whoever remembers something of a user also looks at the database every few seconds.
/// </summary>
internal sealed class SessionChanges
{
    private readonly Lock gate = new();
    private Action<long>? listeners;

    /// <summary>Calls this with the id of each user of whom something changed, until <see cref="Unsubscribe"/>. It must be quick and must not throw.</summary>
    public void Subscribe(Action<long> listener)
    {
        lock (gate) listeners += listener;
    }

    public void Unsubscribe(Action<long> listener)
    {
        lock (gate) listeners -= listener;
    }

    /// <summary>Something of this user changed.</summary>
    public void Raise(long userId)
    {
        Action<long>? called;
        lock (gate) called = listeners;
        called?.Invoke(userId);
    }
}
