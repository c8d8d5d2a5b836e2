namespace KubeFate.Helm.Processes;

/// <summary>The kinds of helm commands, by what they cost and what they may wait for.</summary>
internal enum HelmWork
{
    /// <summary>Asks a cluster or a repository, or packs.</summary>
    Read,

    /// <summary>Runs a chart's templates and nothing else.</summary>
    Render,

    /// <summary>Changes a release and runs its hooks: up to an hour.</summary>
    Apply,

    /// <summary>Takes a release away or back.</summary>
    Undo,
}

/// <summary>How many helm processes there are at once. Each kind has slots of its own, so that no delete waits behind installs; who waits is served in order.</summary>
internal sealed class HelmSlots(int ofEachKind)
{
    private readonly Dictionary<HelmWork, SemaphoreSlim> slots = Enum.GetValues<HelmWork>().ToDictionary(work => work, _ => new SemaphoreSlim(ofEachKind));

    /// <summary>Runs it when there is a slot. It must not ask for another one.</summary>
    public async Task<T> RunAsync<T>(HelmWork work, Func<Task<T>> run, CancellationToken cancellationToken)
    {
        await slots[work].WaitAsync(cancellationToken);
        try
        {
            return await run();
        }
        finally
        {
            slots[work].Release();
        }
    }
}
