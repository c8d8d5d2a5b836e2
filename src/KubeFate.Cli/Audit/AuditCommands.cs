using System.Globalization;
using KubeFate.Cli.Output;
using KubeFate.Client.Audit;
using KubeFate.Client.Wire;

namespace KubeFate.Cli.Audit;

/// <summary><c>kubefate audit</c>: who did what, on which cluster, with which outcome, from where.</summary>
internal static class AuditCommands
{
    private static readonly ListView<AuditResponse> View = new(
        entry => entry.Id.ToString(CultureInfo.InvariantCulture),
        entry => entry.Id.ToString(CultureInfo.InvariantCulture),
        new("TIME", entry => Times.Format(entry.Time)),
        new("USERNAME", entry => Dash(entry.Username)),
        new("ACTION", entry => entry.Action),
        new("TARGET", entry => Dash(entry.TargetName.Length > 0 ? entry.TargetName : entry.Target)),
        new("OUTCOME", entry => entry.Outcome),
        new("FROM", entry => Dash(entry.Remote)),
        new("STATUS", entry => entry.Status.ToString(CultureInfo.InvariantCulture), Wide: true),
        new("DETAIL", entry => Dash(entry.Detail), Wide: true),
        new("TARGETUUID", entry => Dash(entry.Target), Wide: true),
        new("ID", entry => entry.Id.ToString(CultureInfo.InvariantCulture), Wide: true));

    public static Verb Create(CommandContext context) => new("audit", "Show who did what", "kubefate audit list --since 24h") { List(context) };

    private static Verb List(CommandContext context)
    {
        var options = new AuditOptions();
        return new Verb("list", "List the audit log, newest first; for admins",
                "kubefate audit list --since 24h", "kubefate audit list --user alice --action cluster --outcome refused -o wide")
            {
                options.User, options.Action, options.Target, options.Outcome, options.Since, options.Until, options.Limit,
            }
            .Alias("ls")
            .Does(context, async (call, cancellationToken) =>
            {
                var entries = await call.Client.Audit.ListAsync(options.Read(call), cancellationToken);
                call.Output.List(entries, WireJson.Default.IReadOnlyListAuditResponse, View, "no entries");
                return ExitCode.Success;
            });
    }

    private static string Dash(string text) => text.Length == 0 ? "-" : text;
}
