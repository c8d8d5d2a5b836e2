namespace KubeFate.Testing;

/// <summary>
/// Ends a test that waits for what does not come. No test passes or fails by it: it is longer than anything takes on the busiest machine, and
/// nothing waits for it.
/// </summary>
public static class HangGuard
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
}
