using KubeFate.Bench.Processes;
using KubeFate.Bench.Services;

namespace KubeFate.Bench.Rest;

/// <summary>The floor as a process of its own.</summary>
internal sealed class FloorServer : IAsyncDisposable
{
    private readonly RunningProgram program;

    private FloorServer(RunningProgram program, int port) => (this.program, Port) = (program, port);

    public int Port { get; }

    public int ProcessId => program.Id;

    public static async Task<FloorServer> StartAsync(CancellationToken cancellationToken)
    {
        var port = FreePort.Find();
        var program = new RunningProgram(new ProgramCall(Environment.ProcessPath!, [FloorProgram.Name, $"{port}"]));
        await ServerStart.WaitAsync(program, port, cancellationToken);
        return new FloorServer(program, port);
    }

    public ValueTask DisposeAsync() => program.DisposeAsync();
}
