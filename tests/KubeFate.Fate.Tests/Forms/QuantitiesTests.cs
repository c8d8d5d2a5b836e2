using KubeFate.Fate.Forms;

namespace KubeFate.Fate.Tests.Forms;

public sealed class QuantitiesTests
{
    [Theory]
    [InlineData("2", 2)]
    [InlineData("500m", 0.5)]
    [InlineData("1k", 1000)]
    [InlineData("1Ki", 1024)]
    [InlineData("4Gi", 4294967296)]
    [InlineData("4G", 4e9)]
    [InlineData("1.5M", 1.5e6)]
    [InlineData("1e3", 1000)]
    [InlineData("1E", 1e18)]
    [InlineData("100n", 1e-7)]
    public void A_quantity_has_a_size(string text, double size) => Assert.Equal(size, Quantities.Size(text)!.Value, size * 1e-12);

    [Theory]
    [InlineData("")]
    [InlineData("4GB")]
    [InlineData("4 Gi")]
    [InlineData("4gi")]
    [InlineData("Gi")]
    [InlineData("big")]
    [InlineData("1Kim")]
    public void What_is_none_has_no_size(string text) => Assert.Null(Quantities.Size(text));
}
