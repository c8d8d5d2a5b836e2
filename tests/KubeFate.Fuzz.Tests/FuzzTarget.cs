using KubeFate.Fuzz.Tests.Inputs;

namespace KubeFate.Fuzz.Tests;

/// <summary>A parser, what it is fed with, and how it may fail.</summary>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Samples, Action<byte[]> Parse, Func<Exception, bool> IsOurs)
{
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(1);

    private const long MostAllocated = 512L * 1024 * 1024;

    /// <summary>Feeds it so many inputs, from that number on, and tells what went wrong; null when nothing did.</summary>
    public FuzzResult Run(int first, int count)
    {
        var mutator = new Mutator(Samples);
        var (refused, slowest, largest) = (0, TimeSpan.Zero, 0L);
        foreach (var sample in Samples) Parse(sample);
        for (var number = first; number < first + count; number++)
        {
            var input = mutator.Make(number);
            var (time, allocated) = (ThreadClock.Now, GC.GetAllocatedBytesForCurrentThread());
            try
            {
                Parse(input);
            }
            catch (Exception failure) when (IsOurs(failure))
            {
                refused++;
            }
            catch (Exception failure)
            {
                return new FuzzResult(number - first + 1, refused, slowest, largest) { Fault = Describe(number, input, failure.ToString()) };
            }

            (time, allocated) = (ThreadClock.Now - time, GC.GetAllocatedBytesForCurrentThread() - allocated);
            (slowest, largest) = (time > slowest ? time : slowest, Math.Max(largest, allocated));
            if (time > Slowest || allocated > MostAllocated)
                return new FuzzResult(number - first + 1, refused, slowest, largest) { Fault = Describe(number, input, $"it took {time.TotalSeconds:0.0} s and {allocated >> 20} MiB") };
        }

        return new FuzzResult(count, refused, slowest, largest);
    }

    private string Describe(int number, byte[] input, string what) =>
        $"{Name}, input {number} ({input.Length} bytes, base64 of the first: {Convert.ToBase64String(input.AsSpan(0, Math.Min(input.Length, 1500)))}): {what}";
}

/// <summary>What became of a run.</summary>
internal sealed record FuzzResult(int Inputs, int Refused, TimeSpan Slowest, long Largest)
{
    /// <summary>The input that must not be, and what it did; null when there was none.</summary>
    public string? Fault { get; init; }
}
