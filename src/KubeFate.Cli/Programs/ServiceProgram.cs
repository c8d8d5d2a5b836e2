using System.Runtime.InteropServices;

namespace KubeFate.Cli.Programs;

/// <summary>The program <c>kubefate-service</c> that lies beside this one.</summary>
internal static partial class ServiceProgram
{
    // The collector sizes its young generation by the processor's cache; 4 MiB spare a service that mostly idles some 17 MB. No
    // configuration file can say this, and who sets the variable wins.
    private const string YoungGeneration = "DOTNET_GCgen0size";

    /// <summary>
    /// Becomes the service: this process is replaced, so that signals, exit code and terminal are the service's own. Returns only when that
    /// fails.
    /// </summary>
    public static int Become(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var program = Find();
        var variables = new SortedDictionary<string, string?>(StringComparer.Ordinal) { [YoungGeneration] = "0x400000" };
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables()) variables[(string)variable.Key] = (string?)variable.Value;
        foreach (var (name, value) in environment) variables[name] = value;
        Replace(program, [program, .. arguments, null], [.. variables.Select(variable => $"{variable.Key}={variable.Value}"), null]);
        throw new CommandFailure(ExitCode.Failure, $"{program} cannot be started: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static string Find()
    {
        string[] places = [Path.Combine(AppContext.BaseDirectory, "service", "kubefate-service"), Path.Combine(AppContext.BaseDirectory, "kubefate-service")];
        return places.FirstOrDefault(File.Exists) ?? throw new CommandFailure(ExitCode.Failure,
            $"the service program is not here: {places[0]} is missing. ./build.sh build makes both programs; a command copied by itself can only call a service elsewhere");
    }

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Replace(string path, string?[] arguments, string?[] environment);
}
