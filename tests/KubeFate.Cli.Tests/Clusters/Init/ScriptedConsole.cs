using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace KubeFate.Cli.Tests.Clusters.Init;

/// <summary>A terminal at which somebody types what the script says; what it shows is kept.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A StringWriter holds nothing that must be given back.")]
internal sealed class ScriptedConsole : IAnsiConsole, IAnsiConsoleInput
{
    private readonly StringWriter shown = new(CultureInfo.InvariantCulture);
    private readonly IAnsiConsole inner;
    private readonly Queue<ConsoleKeyInfo> keys = new();

    public ScriptedConsole() => inner = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes,
        Interactive = InteractionSupport.Yes,
        ColorSystem = ColorSystemSupport.NoColors,
        Out = new AnsiConsoleOutput(shown),
    });

    public string Shown => shown.ToString();

    public Profile Profile => inner.Profile;

    public IAnsiConsoleCursor Cursor => inner.Cursor;

    public IAnsiConsoleInput Input => this;

    public IExclusivityMode ExclusivityMode => inner.ExclusivityMode;

    public RenderPipeline Pipeline => inner.Pipeline;

    /// <summary>A line and Enter; an empty one takes what is offered.</summary>
    public ScriptedConsole Types(string line = "")
    {
        foreach (var letter in line) keys.Enqueue(new ConsoleKeyInfo(letter, ConsoleKey.None, shift: false, alt: false, control: false));
        return Presses(ConsoleKey.Enter);
    }

    public ScriptedConsole Presses(params ConsoleKey[] pressed)
    {
        foreach (var key in pressed) keys.Enqueue(new ConsoleKeyInfo(key == ConsoleKey.Enter ? '\r' : key == ConsoleKey.Spacebar ? ' ' : '\0', key, shift: false, alt: false, control: false));
        return this;
    }

    public void Clear(bool home) => inner.Clear(home);

    public void Write(IRenderable renderable) => inner.Write(renderable);

    public void WriteAnsi(Action<AnsiWriter> action) => inner.WriteAnsi(action);

    public bool IsKeyAvailable() => keys.Count > 0;

    public ConsoleKeyInfo? ReadKey(bool intercept) => keys.TryDequeue(out var key) ? key : throw new InvalidOperationException("more was asked than the script answers:\n" + Shown);

    public Task<ConsoleKeyInfo?> ReadKeyAsync(bool intercept, CancellationToken cancellationToken) => Task.FromResult(ReadKey(intercept));
}
