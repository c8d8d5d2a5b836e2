using System.Text.Json;
using KubeFate.Testing;

namespace KubeFate.Helm.Tests.Fakes;

/// <summary>A shell script in helm's place: it answers by the lines given, and notes down its arguments, one call a line.</summary>
internal sealed class FakeHelm
{
    private readonly TempFolder folder;

    private FakeHelm(TempFolder folder) => this.folder = folder;

    public string Program => folder.File("fake-helm");

    /// <summary>The commands helm was asked for, the version left out.</summary>
    public IReadOnlyList<string> Calls =>
        File.Exists(folder.File("calls")) ? File.ReadAllLines(folder.File("calls")).Where(call => !call.StartsWith("version", StringComparison.Ordinal)).ToList() : [];

    /// <summary>The verbs of <see cref="Calls"/>, with what follows the options.</summary>
    public IReadOnlyList<string> Verbs => Calls.Select(call => $"{call.Split(' ')[0]} {call.Split(" -- ")[^1]}".Replace(folder.Path + "/", "", StringComparison.Ordinal)).ToList();

    /// <summary>The body is shell; <c>$1</c> is the verb. The version is answered already, as 4.1.4 unless said otherwise.</summary>
    public static async Task<FakeHelm> WriteAsync(TempFolder folder, string body, string version = "v4.1.4", CancellationToken cancellationToken = default)
    {
        var helm = new FakeHelm(folder);
        var script = $"""
            #!/bin/sh
            here='{folder.Path}'
            echo "$*" >> "$here/calls"
            if [ "$1" = version ]; then echo '{version}'; exit 0; fi
            {body}
            """;
        // Written by another process: were the file open in this one while another thread starts a child, running it could fail (ETXTBSY).
        (await ToolProcess.RunAsync("/bin/sh", ["-c", "cat > \"$0\" && chmod 755 \"$0\"", helm.Program], null, script, cancellationToken)).MustSucceed();
        return helm;
    }

    /// <summary>A helm that tells the history given (oldest first; an exclamation mark behind a status: it failed before), the values given, and succeeds at everything else.</summary>
    public static Task<FakeHelm> WithReleaseAsync(
        TempFolder folder, IEnumerable<(string Status, string Chart)> history, string values, CancellationToken cancellationToken)
    {
        var rows = history.Select((row, index) => new
        {
            revision = index + 1,
            updated = "2026-01-02T03:04:05Z",
            status = row.Status.TrimEnd('!'),
            chart = row.Chart,
            app_version = "8",
            description = row.Status.EndsWith('!') ? "Upgrade \"fate\" failed: no room" : "",
        }).ToList();
        folder.Write("history.json", JsonSerializer.Serialize(rows));
        folder.Write("values.json", values);
        folder.Write("release.json", """
            {"name":"fate","namespace":"ns","version":9,"info":{"status":"deployed","last_deployed":"2026-01-02T03:04:05Z","description":"done"},
             "chart":{"metadata":{"name":"demo","version":"1.0.0","appVersion":"8"}}}
            """);
        return WriteAsync(folder, $$"""
            case "$1" in
              history) {{(rows.Count == 0 ? "echo 'Error: release: not found' >&2; exit 1" : "cat \"$here/history.json\"")}} ;;
              get) cat "$here/values.json" ;;
              install|upgrade) cat "$here/release.json" ;;
            esac
            """, cancellationToken: cancellationToken);
    }
}
