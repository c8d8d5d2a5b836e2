namespace KubeFate.Bench.Figures;

/// <summary>Repeated measurements of one thing. On a shared machine the median is what holds; the rest tells how far it spreads.</summary>
internal sealed class Samples
{
    private readonly List<double> values = [];

    public int Count => values.Count;

    public double Median => Percentile(50);

    public double Least => values.Min();

    public double Most => values.Max();

    public void Add(double value) => values.Add(value);

    /// <summary>The nearest-rank percentile; of fewer than 100 samples p99 is the largest.</summary>
    public double Percentile(double percent)
    {
        var sorted = values.Order().ToList();
        if (percent == 50 && sorted.Count % 2 == 0) return (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
        return sorted[Math.Max(0, (int)Math.Ceiling(percent / 100 * sorted.Count) - 1)];
    }

    /// <summary>The median, and the least and most beside it.</summary>
    public string Spread(Func<double, string> unit) => $"{unit(Median)} ({unit(Least)} to {unit(Most)})";
}
