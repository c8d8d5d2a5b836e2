using KubeFate.Yaml;
using System.Globalization;
using CsCheck;

namespace KubeFate.Fate.Tests.Yaml;

public sealed class ScalarResolverTests
{
    [Theory]
    [InlineData("~")]
    [InlineData("null")]
    [InlineData("Null")]
    [InlineData("")]
    public void Nothing_is_null(string text) => Assert.Equal(ScalarKind.Null, ScalarResolver.Resolve(text).Kind);

    [Theory]
    [InlineData("yes", true)]
    [InlineData("On", true)]
    [InlineData("y", true)]
    [InlineData("TRUE", true)]
    [InlineData("no", false)]
    [InlineData("OFF", false)]
    [InlineData("N", false)]
    [InlineData("false", false)]
    public void YAML_1_1_has_many_words_for_true_and_false(string text, bool value) => Assert.Equal(ScalarValue.Of(value), ScalarResolver.Resolve(text));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("30091", 30091)]
    [InlineData("-7", -7)]
    [InlineData("+7", 7)]
    [InlineData("017", 15)]
    [InlineData("0o17", 15)]
    [InlineData("0x1F", 31)]
    [InlineData("0b101", 5)]
    [InlineData("-0b101", -5)]
    [InlineData("1_000", 1000)]
    [InlineData("08", 8)]
    [InlineData("1e3", 1000)]
    [InlineData("1.0", 1)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void A_whole_number_is_one_however_it_is_written(string text, long value) => Assert.Equal(ScalarValue.Of((Int128)value), ScalarResolver.Resolve(text));

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData(".5", 0.5)]
    [InlineData("-1.5e-3", -0.0015)]
    [InlineData("1e21", 1e21)]
    [InlineData("18446744073709551616", 18446744073709551616d)]
    [InlineData(".inf", double.PositiveInfinity)]
    public void A_fraction_is_a_real(string text, double value) => Assert.Equal(ScalarValue.Of(value), ScalarResolver.Resolve(text));

    [Theory]
    [InlineData("1.8.0-release")]
    [InlineData("v1.8.0")]
    [InlineData("2024-01-25")]
    [InlineData("2024-01-25T10:00:00Z")]
    [InlineData("12:30:45")]
    [InlineData("192.168.0.1")]
    [InlineData("0x")]
    [InlineData("0b102")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData(".")]
    [InlineData("1e")]
    [InlineData("1e400")]
    [InlineData("1Gi")]
    [InlineData("tRUE")]
    [InlineData("none")]
    public void Anything_else_is_text(string text) => Assert.Equal(ScalarValue.Of(text), ScalarResolver.Resolve(text));

    [Fact]
    public void Every_long_is_read_as_itself() =>
        Gen.Long.Sample(value => ScalarResolver.Resolve(value.ToString(CultureInfo.InvariantCulture)) == ScalarValue.Of((Int128)value));

    [Fact]
    public void Every_unsigned_long_is_read_as_itself() =>
        Gen.ULong.Sample(value => ScalarResolver.Resolve(value.ToString(CultureInfo.InvariantCulture)) == ScalarValue.Of((Int128)value));

    [Fact]
    public void Every_finite_double_is_read_as_itself() =>
        Gen.Double.Where(double.IsFinite).Sample(value =>
        {
            var read = ScalarResolver.Resolve(value.ToString("R", CultureInfo.InvariantCulture));
            return (read.Kind == ScalarKind.Integer ? (double)read.Integer : read.Real) == value;
        });

    [Fact]
    public void No_text_makes_the_resolver_throw() =>
        Gen.Char["0123456789abcdefxXoObB_+-.eE:~yn \t"].Array[0, 12].Select(letters => new string(letters)).Sample(text => _ = ScalarResolver.Resolve(text));

    [Theory]
    [InlineData("tag:yaml.org,2002:str", "017", "017")]
    [InlineData("tag:yaml.org,2002:binary", "ZmF0ZQ==", "fate")]
    [InlineData("!", "yes", "yes")]
    public void A_tag_of_YAML_decides(string tag, string text, string value) => Assert.Equal(ScalarValue.Of(value), ScalarResolver.ResolveTagged(tag, text));

    [Theory]
    [InlineData("tag:yaml.org,2002:int", "fate")]
    [InlineData("tag:yaml.org,2002:binary", "~~")]
    [InlineData("!vault", "fate")]
    public void A_tag_that_does_not_fit_gives_nothing(string tag, string text) => Assert.Null(ScalarResolver.ResolveTagged(tag, text));
}
