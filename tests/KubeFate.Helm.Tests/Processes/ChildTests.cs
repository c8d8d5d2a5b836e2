using System.Globalization;
using KubeFate.Helm.Tests.Fakes;
using KubeFate.Testing;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Helm.Tests.Processes;

public sealed class ChildTests : IDisposable
{
    private static readonly ReleaseName Fate = new("fate", "ns");
    private readonly TempFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancelling_ends_helm_and_all_it_started_and_waits_for_it()
    {
        // One grandchild in the tree, one that left it: its parent ended, so that it hangs on process 1 as a daemon does.
        var fake = await HangingHelmAsync("sleep 1000 & echo $! > \"$here/child\"; (sleep 1000 & echo $! > \"$here/daemon\")");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var call = folder.Client(fake.Program).UninstallAsync(Fate, stop.Token);
        var ids = await HangingAsync("child", "daemon");

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.DoesNotContain(ids, IsAlive);
    }

    [Fact]
    public async Task Helm_that_does_not_end_in_time_is_ended()
    {
        var fake = await HangingHelmAsync("");
        var time = new FakeTimeProvider();
        var client = new HelmClient(folder.Options(fake.Program) with { WriteLimit = TimeSpan.FromMinutes(3) }, time);
        var call = client.UninstallAsync(Fate, Cancelled);
        var ids = await HangingAsync();

        time.Advance(TimeSpan.FromMinutes(3));
        var error = await Assert.ThrowsAsync<HelmException>(() => call);

        Assert.Equal(HelmFailure.Timeout, error.Code);
        Assert.True(error.IsTransient);
        Assert.Contains("within 3 minutes", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(ids, IsAlive);
    }

    [Fact]
    public async Task Output_without_end_is_cut_off()
    {
        var fake = await FakeHelm.WriteAsync(folder, "exec yes 'a line without end'", cancellationToken: Cancelled);
        var client = new HelmClient(folder.Options(fake.Program) with { OutputLimit = 64 * 1024 }, TimeProvider.System);

        var error = await Assert.ThrowsAsync<HelmException>(() => client.GetManifestAsync(Fate, Cancelled));

        Assert.Equal(HelmFailure.OutputTooLarge, error.Code);
        Assert.Contains("64 KiB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_up_to_the_limit_arrives_whole()
    {
        var fake = await FakeHelm.WriteAsync(folder, "head -c 300000 /dev/zero | tr '\\0' x; head -c 300000 /dev/zero | tr '\\0' y >&2", cancellationToken: Cancelled);

        var text = await folder.Client(fake.Program).GetManifestAsync(Fate, Cancelled);

        Assert.Equal(new string('x', 300_000), text);
    }

    [Fact]
    public async Task Names_and_paths_cannot_become_options()
    {
        var fake = await FakeHelm.WriteAsync(folder, "exit 0", cancellationToken: Cancelled);

        await folder.Client(fake.Program).UninstallAsync(new("--kube-token=$(id)", "ns"), Cancelled);

        Assert.Equal("uninstall --namespace ns --debug -- --kube-token=$(id)", Assert.Single(fake.Calls));
    }

    [Fact]
    public async Task Helm_runs_in_folders_of_our_own_and_not_by_the_users_settings()
    {
        var fake = await FakeHelm.WriteAsync(folder, "env; stat -c '%a %n' \"$HELM_CACHE_HOME\" \"$HELM_CONFIG_HOME\" \"$HELM_DATA_HOME\"", cancellationToken: Cancelled);
        // Harmless to tests that run beside this one: the first goes to no helm, the second is helm's default.
        Environment.SetEnvironmentVariable("HELM_NAMESPACE", "somewhere-else");
        Environment.SetEnvironmentVariable("HELM_DRIVER", "secret");
        string[] said;
        try
        {
            var client = new HelmClient(folder.Options(fake.Program) with { Context = "the-other" }, TimeProvider.System);
            said = (await client.GetManifestAsync(Fate, Cancelled)).Split('\n');
        }
        finally
        {
            Environment.SetEnvironmentVariable("HELM_NAMESPACE", null);
            Environment.SetEnvironmentVariable("HELM_DRIVER", null);
        }

        Assert.DoesNotContain(said, line => line.StartsWith("HELM_NAMESPACE=", StringComparison.Ordinal));
        Assert.Contains("HELM_DRIVER=secret", said);
        Assert.Contains("HELM_KUBECONTEXT=the-other", said);
        Assert.Contains($"KUBECONFIG={folder.File("kubeconfig")}", said);
        Assert.Contains(said, line => line.StartsWith($"KUBEFATE_HELM_PARENT={Environment.ProcessId}:", StringComparison.Ordinal));
        foreach (var name in new[] { "cache", "config", "data" })
        {
            Assert.Contains($"HELM_{name.ToUpperInvariant()}_HOME={folder.File("work")}/{name}", said);
            Assert.Contains($"700 {folder.File("work")}/{name}", said);
        }
    }

    [Fact]
    public async Task Helm_is_given_what_it_needs_and_none_of_our_secrets()
    {
        var fake = await FakeHelm.WriteAsync(folder, "env", cancellationToken: Cancelled);
        string[] given = ["FATECLOUD_USER_PASSWORD", "FATECLOUD_DB_PASSWORD", "KUBEFATE_TOKEN", "POSTGRES_PASSWORD", "AWS_TEST_ONLY", "CLOUDSDK_TEST_ONLY", "CORP_SSO_A", "CORP_OTHER"];
        string[] said;
        foreach (var name in given) Environment.SetEnvironmentVariable(name, "s3cret");
        try
        {
            var client = new HelmClient(folder.Options(fake.Program) with { PassedVariables = ["CORP_SSO_*"] }, TimeProvider.System);
            said = (await client.GetManifestAsync(Fate, Cancelled)).Split('\n');
        }
        finally
        {
            foreach (var name in given) Environment.SetEnvironmentVariable(name, null);
        }

        Assert.Equal(["AWS_TEST_ONLY=s3cret", "CLOUDSDK_TEST_ONLY=s3cret", "CORP_SSO_A=s3cret"], said.Where(line => line.Contains("s3cret", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains(said, line => line.StartsWith("PATH=", StringComparison.Ordinal));
        // Whatever else comes is known: a new variable of this machine's is not passed on by chance.
        var allowed = new[] { "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LC_", "TZ", "TMPDIR", "XDG_", "GO", "SSL_", "http", "https", "no_", "all_", "HTTP", "NO_", "ALL_", "KUBE", "HELM_", "PWD", "SHLVL", "_", "OLDPWD", "AWS_", "GOOGLE_", "GCLOUD_", "CLOUDSDK_", "AZURE_", "LD_LIBRARY_PATH", "DOCKER_CONFIG", "CORP_SSO_" };
        Assert.Empty(said.Where(line => line.Contains('=', StringComparison.Ordinal) && !allowed.Any(name => line.StartsWith(name, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Values_lie_in_a_file_that_only_we_can_read_and_that_goes_with_the_run()
    {
        var fake = await FakeHelm.WriteAsync(folder, """
            while [ "$1" != --values ]; do shift; done
            stat -c '%a' "$2" "$(dirname "$2")" > "$here/seen"; cat "$2" >> "$here/seen"; echo "boom" >&2; exit 1
            """, cancellationToken: Cancelled);
        var request = new ReleaseRequest { Release = Fate, Chart = folder.WriteChart(), Values = new() { ["password"] = "s3cret" } };

        await Assert.ThrowsAsync<HelmException>(() => folder.Client(fake.Program).InstallAsync(request, Cancelled));

        Assert.Equal("600\n700\n{\"password\":\"s3cret\"}", await File.ReadAllTextAsync(folder.File("seen"), Cancelled));
        Assert.DoesNotContain(fake.Calls, call => call.Contains("s3cret", StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.File("work/runs")));
    }

    [Fact]
    public async Task Values_that_a_killed_process_left_are_removed_by_the_next_run()
    {
        var left = folder.Write("work/runs/999999999-1-abc/values.json", "{}");
        var ours = folder.Write($"work/runs/{Helm.Processes.ProcessTable.Self.Replace(':', '-')}-abc/values.json", "{}");
        var fake = await FakeHelm.WriteAsync(folder, "exit 1", cancellationToken: Cancelled);
        var request = new ReleaseRequest { Release = Fate, Chart = folder.WriteChart(), Values = [] };

        await Assert.ThrowsAsync<HelmException>(() => folder.Client(fake.Program).InstallAsync(request, Cancelled));

        Assert.False(File.Exists(left));
        Assert.True(File.Exists(ours));
    }

    [Fact]
    public async Task A_full_disk_is_told_from_a_folder_that_may_not_be_written()
    {
        var full = Assert.ThrowsAny<IOException>(() => File.WriteAllText("/dev/full", "x"));
        Assert.Equal(HelmFailure.DiskFull, Helm.Processes.DiskFailure.Explain("/somewhere", full).Code);

        var client = new HelmClient(folder.Options(Tools.Helm) with { WorkFolder = folder.Write("file", "") + "/work" }, TimeProvider.System);
        var error = await Assert.ThrowsAsync<HelmException>(() => client.GetVersionAsync(Cancelled));
        Assert.StartsWith($"cannot write {folder.File("file/work")}", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>A helm that starts what is given, tells through a pipe that it did, and never ends.</summary>
    private async Task<FakeHelm> HangingHelmAsync(string starts)
    {
        (await ToolProcess.RunAsync("mkfifo", [folder.File("ready")], null, null, Cancelled)).MustSucceed();
        return await FakeHelm.WriteAsync(folder, $"echo $$ > \"$here/self\"; {(starts.Length > 0 ? starts + ";" : "")} echo > \"$here/ready\"; sleep 1000", cancellationToken: Cancelled);
    }

    private async Task<IReadOnlyList<int>> HangingAsync(params string[] names)
    {
        await File.ReadAllTextAsync(folder.File("ready"), Cancelled);
        return [.. names.Append("self").Select(name => int.Parse(File.ReadAllText(folder.File(name)), CultureInfo.InvariantCulture))];
    }

    private static bool IsAlive(int id) => File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
}
