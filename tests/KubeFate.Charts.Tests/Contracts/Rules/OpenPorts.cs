using System.Globalization;
using System.Text.RegularExpressions;

namespace KubeFate.Charts.Tests.Contracts.Rules;

/// <summary>The ports that the programs of a container open, as it is configured.</summary>
internal static class OpenPorts
{
    public static IEnumerable<(string Process, string Name, int Port)> Of(ProgramContainer container) =>
        from run in container.Programs
        from port in run.Contract.Inputs.Ports
        where run.Processes.Contains(port.Process) && IsOpen(container, run, port)
        from number in Numbers(container, run, port)
        select (port.Process, port.Name, number);

    private static bool IsOpen(ProgramContainer container, ProgramRun run, ContractPort port)
    {
        if (port.File is not null) return Regex.IsMatch(container.File("nginx.conf")?.Text ?? "", $@"\blisten\s+{port.Default}\b", RegexOptions.None, TimeSpan.FromSeconds(1));
        return Conditions.Holds(port.When, new(container.Release, SettingsOf(container, run, port), ""));
    }

    // Spark's driver takes the next port when one is taken, as often as it may.
    private static IEnumerable<int> Numbers(ProgramContainer container, ProgramRun run, ContractPort port)
    {
        var settings = SettingsOf(container, run, port);
        var text = port.Key is null ? port.Variable is null ? "" : container.Variables.GetValueOrDefault(port.Variable, "") : settings.Text(port.Key);
        var number = int.TryParse(text, CultureInfo.InvariantCulture, out var set) ? set : port.Default;
        if (number is null) return [];
        var more = port.Process == "driver" && int.TryParse(settings.Text("spark.port.maxRetries"), CultureInfo.InvariantCulture, out var retries) ? retries : 0;
        return Enumerable.Range(number.Value, more + 1);
    }

    private static Settings SettingsOf(ProgramContainer container, ProgramRun run, ContractPort port) =>
        container.Settings((run.Contract.Files.FirstOrDefault(file => port.Key is not null && file.Keys.Any(key => key.Path.Text == port.Key)) ?? run.Contract.Files[0]).Name);
}
