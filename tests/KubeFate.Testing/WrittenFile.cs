namespace KubeFate.Testing;

/// <summary>A file that a program under test writes.</summary>
public static class WrittenFile
{
    /// <summary>Waits until it is there, or the program has ended.</summary>
    public static async Task AppearsAsync(string path, Task program, CancellationToken cancellationToken)
    {
        using var guard = HangGuard.Begin(cancellationToken);
        while (!File.Exists(path) && !program.IsCompleted) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, guard.Token);
    }
}
