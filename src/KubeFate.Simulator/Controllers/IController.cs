using KubeFate.Simulator.Storage;

namespace KubeFate.Simulator.Controllers;

/// <summary>
/// Brings one kind of thing to where the objects say it should be. It keeps nothing that matters: whatever it does can be found
/// out again from the store, so that a restarted cluster goes on.
/// </summary>
internal interface IController
{
    /// <summary>What has to be looked at after a change. At the start every object comes as an added one.</summary>
    IEnumerable<ObjectKey> Affected(ObjectChange change);

    /// <summary>Looks at one thing, which may be gone, and does what is next.</summary>
    /// <returns>When to look again though nothing changed; null: never.</returns>
    TimeSpan? Reconcile(ObjectKey key);
}
