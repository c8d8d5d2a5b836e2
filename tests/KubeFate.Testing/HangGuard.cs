namespace KubeFate.Testing;

/// <summary>
/// Ends a test that waits for what does not come. No test passes or fails by it: it is longer than anything takes on the busiest machine, and
/// nothing waits for it.
/// </summary>
public static class HangGuard
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>The same as helm and kubectl take it.</summary>
    public const string Text = "5m";

    /// <summary>For kubectl.</summary>
    public const string Option = "--timeout=" + Text;

    /// <summary>Cancelled with the test, and by the limit.</summary>
    public static CancellationTokenSource Begin(CancellationToken cancellationToken)
    {
        var guard = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        guard.CancelAfter(Limit);
        return guard;
    }
}
