using System.Globalization;

namespace KubeFate.Acceptance.Tests.Chaos;

/// <summary>Installs and deletes, again and again: what the service holds levels off.</summary>
public sealed class CycleChaosTests
{
    [Fact]
    public async Task A_service_that_installs_and_deletes_again_and_again_holds_no_more_files_than_in_the_beginning()
    {
        await using var site = await ChaosSite.OpenAsync("sqlite", replicas: 1);
        var (cycles, first) = (ChaosOptions.Cycles, default(Held?));
        var last = new Held(0, 0, 0, 0, 0);
        for (var cycle = 1; cycle <= cycles; cycle++)
        {
            var life = new ChaosRound(site, cycle);
            await life.InstallAndDeleteAsync();
            if (cycle % Math.Max(1, cycles / 10) != 0 && cycle != 1) continue;
            last = Held.By(site);
            first ??= cycle >= Math.Max(2, cycles / 10) ? last : null;
            ChaosOptions.Report(string.Create(CultureInfo.InvariantCulture, $"cycles {cycle,5}: RSS {last.Megabytes} MB, {last.Descriptors} descriptors, {last.Threads} threads, {last.TemporaryFiles} temporary files, {last.DatabaseKilobytes} kB of database"));
        }

        Assert.True(last.TemporaryFiles <= first!.TemporaryFiles, $"{first} then {last}");
        Assert.True(last.Descriptors <= first.Descriptors + 20, $"{first} then {last}");
    }

    /// <summary>What a service holds of the machine.</summary>
    private sealed record Held(long Megabytes, int Descriptors, int Threads, int TemporaryFiles, long DatabaseKilobytes)
    {
        public static Held By(ChaosSite site)
        {
            var folder = $"/proc/{site.Services[0].Id}";
            var resident = File.ReadLines(folder + "/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
            var files = Directory.GetFiles(site.DataFolder, "*", SearchOption.AllDirectories);
            return new Held(
                long.Parse(resident, CultureInfo.InvariantCulture) / 1024, Directory.GetFiles(folder + "/fd").Length, Directory.GetDirectories(folder + "/task").Length,
                files.Count(file => !Path.GetFileName(file).StartsWith("kubefate.db", StringComparison.Ordinal)),
                files.Where(file => Path.GetFileName(file).StartsWith("kubefate.db", StringComparison.Ordinal)).Sum(file => new FileInfo(file).Length) / 1024);
        }
    }
}
