using System.Globalization;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Hosting;

/// <summary>Keeps the last lines of the service's log in memory, for the support bundle: some 250 kB in all.</summary>
internal sealed class RecentLog(TimeProvider time) : ILoggerProvider
{
    private const int MostLines = 1000;
    private const int LongestLine = 4000;

    private readonly Lock gate = new();
    private readonly Queue<string> lines = new(MostLines);

    /// <summary>The lines, oldest first.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate) return [.. lines];
        }
    }

    public ILogger CreateLogger(string categoryName) => new Writer(this);

    public void Dispose()
    {
    }

    private void Add(LogLevel level, string message, Exception? exception)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {level} {message}");
        if (exception is not null) line += "\n" + exception;
        if (line.Length > LongestLine) line = line[..LongestLine] + "…";
        lock (gate)
        {
            if (lines.Count == MostLines) lines.Dequeue();
            lines.Enqueue(line);
        }
    }

    private sealed class Writer(RecentLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Add(logLevel, formatter(state, exception), exception);
    }
}
