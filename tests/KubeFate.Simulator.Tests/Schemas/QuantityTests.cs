using KubeFate.Simulator.Schemas;

namespace KubeFate.Simulator.Tests.Schemas;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("1000m", "1")]
    [InlineData("0.5", "500m")]
    [InlineData("1500m", "1500m")]
    [InlineData("2.25", "2250m")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("1025Ki", "1025Ki")]
    [InlineData("0.5Ki", "512")]
    [InlineData("100000k", "100M")]
    [InlineData("1e3", "1e3")]
    [InlineData("0", "0")]
    [InlineData("0Gi", "0")]
    [InlineData("-1500m", "-1500m")]
    [InlineData("20Gi", "20Gi")]
    [InlineData("1048576", "1048576")]
    [InlineData("lots", "lots")]
    public void A_quantity_is_kept_with_the_largest_suffix_that_needs_no_fraction(string text, string canonical) =>
        Assert.Equal(canonical, Quantity.Canonical(text));

    [Theory]
    [InlineData("100m", "0.1")]
    [InlineData("1Ki", "1024")]
    [InlineData("1e3", "1000")]
    [InlineData("2E3", "2000")]
    [InlineData("1E", null)]
    [InlineData("1.5G", "1500000000")]
    [InlineData(".5", "0.5")]
    public void A_quantity_stands_for_a_number(string text, string? number) =>
        Assert.Equal(number is null ? null : decimal.Parse(number), Quantity.Parse(text));

    [Theory]
    [InlineData("1GB")]
    [InlineData("1ki")]
    [InlineData("1e")]
    [InlineData("1K")]
    public void A_wrong_suffix_is_told(string text) => Assert.Equal("unable to parse quantity's suffix", Quantity.Fault(text));

    [Theory]
    [InlineData("")]
    [InlineData("Gi")]
    [InlineData("1 Gi")]
    [InlineData("1.2.3")]
    public void Text_of_another_form_is_told(string text) => Assert.StartsWith("quantities must match the regular expression", Quantity.Fault(text));
}
