using KubeFate.Simulator.Controllers.Pods;

namespace KubeFate.Simulator.Tests.Controllers;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("mysql:8.0.28", "docker.io/library/mysql:8.0.28")]
    [InlineData("federatedai/python:1.8.0-release", "docker.io/federatedai/python:1.8.0-release")]
    [InlineData("hub.example.org/federatedai/python", "hub.example.org/federatedai/python:latest")]
    [InlineData("localhost:5000/python:1", "localhost:5000/python:1")]
    [InlineData("FederatedAI/python:1", "FederatedAI/python:1")]
    public void A_name_is_spelt_out_with_registry_and_tag(string image, string full)
    {
        Assert.True(ImageReference.IsValid(image));
        Assert.Equal(full, ImageReference.Full(image));
    }

    [Theory]
    [InlineData("")]
    [InlineData("federatedai/Python:1")]
    [InlineData("python:")]
    [InlineData("hub.example.org//python:1")]
    [InlineData("python:1 ")]
    public void What_no_container_runtime_could_read_is_no_image(string image) => Assert.False(ImageReference.IsValid(image));

    [Fact]
    public void The_same_image_always_has_the_same_digest_and_size()
    {
        Assert.Matches("^docker.io/library/mysql@sha256:[0-9a-f]{64}$", ImageReference.Digest("mysql:8"));
        Assert.Equal(ImageReference.Digest("mysql:8"), ImageReference.Digest("docker.io/library/mysql:8"));
        Assert.Equal(ImageReference.Size("mysql:8"), ImageReference.Size("mysql:8"));
    }
}
