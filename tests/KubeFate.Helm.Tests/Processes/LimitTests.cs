using KubeFate.Helm.Tests.Fakes;
using KubeFate.Testing;
using Microsoft.Extensions.Time.Testing;

namespace KubeFate.Helm.Tests.Processes;

/// <summary>What one helm, and all of them together, may use up.</summary>
public sealed class LimitTests : IDisposable
{
    private static readonly ReleaseName Fate = new("fate", "ns");
    private readonly TempFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Helms => Fakes.Helms.All;

    [Theory]
    [MemberData(nameof(Helms))]
    public async Task A_chart_that_grows_without_end_ends_helm_and_the_failure_says_so(string helm)
    {
        folder.Write("demo/templates/grows.yaml", """
            {{- $box := dict "text" "0123456789abcdef" "all" list -}}
            {{- range until 30 -}}
              {{- $_ := set $box "text" (printf "%s%s" $box.text $box.text) -}}
              {{- $_ := set $box "all" (append $box.all $box.text) -}}
            {{- end -}}
            size: {{ len $box.text }}
            """);
        var client = new HelmClient(folder.Options(helm) with { MemoryLimit = 256 * 1024 * 1024 }, TimeProvider.System);

        var error = await Assert.ThrowsAsync<HelmException>(() => client.TemplateAsync(Demo(), Cancelled));

        Assert.Equal(HelmFailure.OutOfMemory, error.Code);
        Assert.StartsWith("helm template needed more than the 256 MiB of memory that one helm may have, and ended: look for what grows without end in ", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
    }

    [Theory]
    [MemberData(nameof(Helms))]
    public async Task An_ordinary_chart_needs_no_more_than_a_quarter_of_the_limit(string helm)
    {
        var client = new HelmClient(folder.Options(helm) with { MemoryLimit = new HelmOptions { WorkFolder = "" }.MemoryLimit / 4 }, TimeProvider.System);

        Assert.Contains("from the chart", await client.TemplateAsync(Demo(), Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Helm_and_all_it_starts_have_the_limit_and_are_told_to_stay_below()
    {
        // The limit comes a moment after the start; the script waits for it and would be ended by the read limit.
        var fake = await FakeHelm.WriteAsync(folder, "until sh -c 'ulimit -d' | grep -q 131072; do :; done; sh -c 'ulimit -H -d; echo $GOMEMLIMIT $GOGC'", cancellationToken: Cancelled);
        var client = new HelmClient(folder.Options(fake.Program) with { MemoryLimit = 128 * 1024 * 1024 }, TimeProvider.System);

        Assert.Equal($"131072\n{96 * 1024 * 1024} 400\n", await client.GetManifestAsync(Fate, Cancelled));
    }

    [Fact]
    public async Task Helms_own_words_about_memory_are_no_end_for_want_of_it()
    {
        var fake = await FakeHelm.WriteAsync(folder, "echo 'fatal error: out of memory' >&2; exit 1", cancellationToken: Cancelled);

        var error = await Assert.ThrowsAsync<HelmException>(() => folder.Client(fake.Program).GetManifestAsync(Fate, Cancelled));

        Assert.NotEqual(HelmFailure.OutOfMemory, error.Code);
    }

    [Fact]
    public async Task A_render_that_does_not_end_in_time_is_ended_long_before_an_install_would_be()
    {
        var fake = await HangingAsync("template");
        var time = new FakeTimeProvider();
        var client = new HelmClient(folder.Options(fake.Program), time);
        var render = client.TemplateAsync(Demo(), Cancelled);
        await StartedAsync();

        time.Advance(TimeSpan.FromSeconds(30));

        var error = await Assert.ThrowsAsync<HelmException>(() => render);
        Assert.Equal(HelmFailure.Timeout, error.Code);
        Assert.Equal("helm template did not end within 30 seconds and was ended; does a loop in the chart's templates or in its values never end?", error.Message);
    }

    [Fact]
    public async Task No_more_than_so_many_run_at_once_and_those_that_remove_wait_for_no_install()
    {
        var fake = await HangingAsync("install");
        var client = new HelmClient(folder.Options(fake.Program) with { Parallelism = 1 }, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var first = client.InstallAsync(Demo(), stop.Token);
        await StartedAsync();

        var second = client.InstallAsync(Demo(), Cancelled);
        await client.UninstallAsync(Fate, Cancelled);
        Assert.Single(fake.Calls, call => call.StartsWith("install", StringComparison.Ordinal));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await StartedAsync();
        Assert.Equal(2, fake.Calls.Count(call => call.StartsWith("install", StringComparison.Ordinal)));
        Assert.False(second.IsCompleted);
        folder.Write("go", "");
        await Assert.ThrowsAsync<HelmException>(() => second);
    }

    [Fact]
    public async Task Who_gives_up_while_waiting_takes_no_slot()
    {
        var fake = await HangingAsync("install");
        var client = new HelmClient(folder.Options(fake.Program) with { Parallelism = 1 }, TimeProvider.System);
        var first = client.InstallAsync(Demo(), Cancelled);
        await StartedAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var second = client.InstallAsync(Demo(), stop.Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        folder.Write("go", "");
        await Assert.ThrowsAsync<HelmException>(() => first);
        await Assert.ThrowsAsync<HelmException>(() => client.InstallAsync(Demo(), Cancelled));

        Assert.Equal(2, fake.Calls.Count(call => call.StartsWith("install", StringComparison.Ordinal)));
    }

    public void Dispose() => folder.Dispose();

    private ReleaseRequest Demo() => new() { Release = Fate, Chart = folder.WriteChart(), Values = [] };

    /// <summary>A helm whose verb tells through a pipe that it runs, and fails when there is a file "go".</summary>
    private async Task<FakeHelm> HangingAsync(string verb)
    {
        (await ToolProcess.RunAsync("mkfifo", [folder.File("ready")], null, null, Cancelled)).MustSucceed();
        return await FakeHelm.WriteAsync(folder, $"""if [ "$1" = {verb} ]; then [ -e "$here/go" ] && exit 1; echo > "$here/ready"; until [ -e "$here/go" ]; do sleep 0.05; done; exit 1; fi""", cancellationToken: Cancelled);
    }

    private Task StartedAsync() => File.ReadAllTextAsync(folder.File("ready"), Cancelled);
}
