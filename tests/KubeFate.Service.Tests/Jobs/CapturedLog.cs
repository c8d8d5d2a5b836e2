using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace KubeFate.Service.Tests.Jobs;

/// <summary>Keeps what was logged, and shows it beside a failed test.</summary>
internal sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly ITestOutputHelper? _output = TestContext.Current.TestOutputHelper;

    public ConcurrentQueue<(EventId Id, string Line)> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = $"{logLevel}: {formatter(state, exception)}{(exception is null ? "" : "\n" + exception)}";
        Lines.Enqueue((eventId, line));
        try
        {
            _output?.WriteLine(line);
        }
        catch (InvalidOperationException)
        {
            // The test has ended; its service is still ending.
        }
    }

    public void Dispose()
    {
    }
}
