using KubeFate.Cli.Output;
using KubeFate.Client.Jobs;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace KubeFate.Cli.Jobs;

/// <summary>A live row a workload: state, time, what it waits for. Drawn again on every event, and once a second so that times run.</summary>
internal sealed class LiveJobView(Terminal terminal) : IJobWatchView
{
    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes,
        ColorSystem = terminal.Color ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Out = new AnsiConsoleOutput(terminal.Out),
    });

    public Task ShowAsync(IAsyncEnumerable<JobEvent> events, JobProgress progress, CancellationToken cancellationToken) =>
        console.Live(Draw(progress)).AutoClear(false).Overflow(VerticalOverflow.Ellipsis)
            .StartAsync(live => DrawWhileAsync(live, events, progress, cancellationToken));

    private async Task DrawWhileAsync(LiveDisplayContext live, IAsyncEnumerable<JobEvent> events, JobProgress progress, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var gate = new Lock();
        var ticking = TickAsync(live, progress, gate, ended.Token);
        try
        {
            await foreach (var change in events.WithCancellation(cancellationToken))
            {
                lock (gate)
                {
                    progress.Apply(change);
                    live.UpdateTarget(Draw(progress));
                }
            }
        }
        finally
        {
            await ended.CancelAsync();
            await ticking;
        }
    }

    private async Task TickAsync(LiveDisplayContext live, JobProgress progress, Lock gate, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), terminal.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                lock (gate) live.UpdateTarget(Draw(progress));
            }
        }
        catch (OperationCanceledException)
        {
            // The job ended, or nobody watches any more.
        }
    }

    private Rows Draw(JobProgress progress)
    {
        var rows = new List<IRenderable>();
        rows.AddRange(progress.Warnings.Select(warning => new Markup($"[yellow]warning:[/] {Markup.Escape(warning)}")));
        if (progress.Modules.Count > 0) rows.Add(Modules(progress));
        rows.Add(Summary(progress));
        return new Rows(rows);
    }

    private Table Modules(JobProgress progress)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = true }
            .AddColumn("[dim]MODULE[/]", column => column.NoWrap().PadRight(2))
            .AddColumn("[dim]STATE[/]", column => column.NoWrap().PadRight(2))
            .AddColumn("[dim]TIME[/]", column => column.NoWrap().RightAligned().PadRight(2))
            .AddColumn("[dim]WAITS FOR[/]");
        foreach (var module in progress.Modules)
        {
            table.AddRow(
                Markup.Escape(module.Name),
                module.IsReady ? "[green]Available[/]" : $"[yellow]{Markup.Escape(module.Status)}[/]",
                Durations.Humanize((module.ReadyAt ?? progress.Ended ?? terminal.Clock.GetUtcNow()) - module.Since),
                Markup.Escape(module.WaitsFor));
        }

        return table;
    }

    private Markup Summary(JobProgress progress)
    {
        var color = progress.Status switch
        {
            JobStatus.Success => "green",
            JobStatus.Failed or JobStatus.Timeout or JobStatus.Canceled => "red",
            _ => "blue",
        };
        var time = progress.Started is { } started ? Durations.Humanize((progress.Ended ?? terminal.Clock.GetUtcNow()) - started) : "0s";
        return new Markup($"[{color}]{progress.Status}[/] after {time}: {Markup.Escape(progress.Message)}");
    }
}
