namespace KubeFate.Service.Logs;

/// <summary>How long to wait before a broken log is read on: a second at first, half a minute at last.</summary>
internal sealed class LogPause(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan next = First;

    public void Reset() => next = First;

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(next, time, cancellationToken);
        next = next * 2 < Longest ? next * 2 : Longest;
    }
}
