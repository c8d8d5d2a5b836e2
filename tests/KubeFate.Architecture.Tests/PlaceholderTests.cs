namespace KubeFate.Architecture.Tests;

public sealed class PlaceholderTests
{
    [Fact]
    public void The_room_builds() => Assert.True(true);
}
