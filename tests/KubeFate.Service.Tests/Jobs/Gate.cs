using KubeFate.Testing;

namespace KubeFate.Service.Tests.Jobs;

/// <summary>A place where a handler stands until the test lets it go on.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody stands at the gate.</summary>
    public Task Reached => _reached.Task.WaitAsync(HangGuard.Limit, TestContext.Current.CancellationToken);

    public bool IsReached => _reached.Task.IsCompleted;

    public void Open() => _opened.TrySetResult();

    public async Task StandAsync(CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        await _opened.Task.WaitAsync(cancellationToken);
    }
}
