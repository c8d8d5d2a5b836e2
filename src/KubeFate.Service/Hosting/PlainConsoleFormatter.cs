using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace KubeFate.Service.Hosting;

/// <summary>How log lines look.</summary>
internal sealed class PlainConsoleFormatterOptions : ConsoleFormatterOptions
{
    public bool Color { get; set; }
}

/// <summary>A log line as the original wrote it: time in UTC, a level of three letters, the message; an exception below it.</summary>
internal sealed class PlainConsoleFormatter(IOptions<PlainConsoleFormatterOptions> options, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "plain";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var (word, color) = Level(logEntry.LogLevel);
        textWriter.Write(time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", CultureInfo.InvariantCulture));
        textWriter.Write(options.Value.Color ? $"\e[{color}m{word}\e[0m " : word + " ");
        textWriter.WriteLine(logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } exception) textWriter.WriteLine(exception);
    }

    private static (string Word, int Color) Level(LogLevel level) => level switch
    {
        LogLevel.Trace => ("TRC", 90),
        LogLevel.Debug => ("DBG", 90),
        LogLevel.Warning => ("WRN", 33),
        LogLevel.Error => ("ERR", 31),
        LogLevel.Critical => ("FTL", 31),
        _ => ("INF", 32),
    };
}
