using KubeFate.Cli.Output;
using KubeFate.Testing;

namespace KubeFate.Cli.Tests;

/// <summary>Runs the command in a folder and an environment of its own, against a fake service.</summary>
internal sealed class CommandRun(FakeService? service = null) : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 4, 12, 8, 0, 0, TimeSpan.Zero);

    private readonly StringWriter output = new();
    private readonly StringWriter error = new();
    private readonly Queue<string> secrets = new();

    public TempFolder Folder { get; } = new();

    public FakeService Service { get; } = service ?? new FakeService().SignIn(Now);

    public ObservedTime Clock { get; } = new(Now);

    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal)
    {
        ["KUBEFATE_SERVICEURL"] = "kubefate.test",
        ["KUBEFATE_USERNAME"] = "admin",
        ["KUBEFATE_PASSWORD"] = "secret-word",
    };

    /// <summary>What stands on stdin.</summary>
    public string Input { get; set; } = "";

    /// <summary>Whether somebody can be asked.</summary>
    public bool AtTerminal { get; set; }

    /// <summary>Somebody who answers questions of more than a line; null when there is nobody.</summary>
    public Clusters.Init.ScriptedConsole? Console { get; set; }

    /// <summary>How wide the terminal is; null when stdout is none.</summary>
    public int? Width { get; set; }

    public string Output => output.ToString();

    public string Error => error.ToString();

    /// <summary>What is typed where nothing is shown.</summary>
    public CommandRun TypesSecret(string secret)
    {
        secrets.Enqueue(secret);
        return this;
    }

    public Task<int> RunAsync(params string[] arguments) => RunAsync(TestContext.Current.CancellationToken, arguments);

    public Task<int> RunAsync(CancellationToken cancellationToken, params string[] arguments) => CommandLine.RunAsync(arguments, Context(), cancellationToken);

    public CommandContext Context()
    {
        Environment.TryAdd("HOME", Folder.Path);
        var terminal = new Terminal
        {
            In = new StringReader(Input),
            Out = output,
            Error = error,
            Live = false,
            Color = false,
            Clock = Clock,
            Width = () => Width,
            Asks = AtTerminal || Console is not null,
            ReadSecret = () => secrets.TryDequeue(out var secret) ? secret : null,
        };
        return new CommandContext(terminal, name => Environment.GetValueOrDefault(name), Folder.Path) { Handler = new Undisposed(Service), Questions = () => Console };
    }

    public void Dispose()
    {
        Folder.Dispose();
        Service.Dispose();
    }

    // A command disposes its client; the fake lives on for the next command of the same test.
    private sealed class Undisposed(FakeService inner) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker invoker = new(inner, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            invoker.SendAsync(request, cancellationToken);
    }
}
