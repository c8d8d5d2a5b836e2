using KubeFate.Kubernetes.Tests.ApiServer;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Kubernetes.Tests.Connections;

/// <summary>What a kubeconfig says about the user arrives at the server.</summary>
public sealed class CredentialTests : ServerFixture
{
    private string? _authorization;
    private string? _impersonated;

    [Theory]
    [InlineData("token: abc", "Bearer abc")]
    [InlineData("username: me, password: secret", "Basic bWU6c2VjcmV0")]
    [InlineData("tokenFile: token.txt, token: other", "Bearer from-a-file")]
    [InlineData("exec: {apiVersion: client.authentication.k8s.io/v1, command: ./sign-in, interactiveMode: Never}", "Bearer from-a-program")]
    public async Task Credentials_are_sent(string user, string expected)
    {
        Folder.Write("token.txt", "from-a-file\n");
        var program = Folder.Write("sign-in", """
            #!/bin/sh
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"from-a-program"}}'
            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        await AskAsync(user);

        Assert.Equal(expected, _authorization);
    }

    [Fact]
    public async Task Acting_as_another_user_is_not_dropped()
    {
        await AskAsync("token: abc, as: other, as-groups: [ops]");

        Assert.Equal("other ops", _impersonated);
    }

    [Fact]
    public async Task A_renewed_token_is_read_after_the_old_one_was_refused()
    {
        using var gateway = Connect("token: old");
        Server.Refuse("version", 401, "Unauthorized", "Unauthorized");
        Assert.Equal(KubernetesFailure.Unauthorized, (await FailsAsync(() => gateway.GetVersionAsync(Token))).Code);

        Write("token: new");
        Listen();
        await gateway.GetVersionAsync(Token);

        Assert.Equal("Bearer new", _authorization);
    }

    [Fact]
    public async Task A_configuration_that_was_mended_is_read_by_the_next_request()
    {
        using var gateway = Connect("exec: {apiVersion: client.authentication.k8s.io/v1, command: /no/such/program}");
        Assert.Equal(KubernetesFailure.ConfigInvalid, (await FailsAsync(() => gateway.GetVersionAsync(Token))).Code);

        Write("token: t");
        Listen();
        Assert.Equal("v1.31.0", await gateway.GetVersionAsync(Token));
    }

    private async Task AskAsync(string user)
    {
        Listen();
        using var gateway = Connect(user);
        Assert.Equal("v1.31.0", await gateway.GetVersionAsync(Token));
    }

    private void Listen() => Server.Answer("version", context =>
    {
        _authorization = context.Request.Headers.Authorization;
        _impersonated = $"{context.Request.Headers["Impersonate-User"]} {context.Request.Headers["Impersonate-Group"]}";
        return context.Response.WriteAsync("{\"gitVersion\":\"v1.31.0\"}", context.RequestAborted);
    });

    private KubernetesGateway Connect(string user) =>
        KubernetesGateway.Connect(new KubernetesOptions { Kubeconfig = Write(user) }, Gateways.NoPlaces, TimeProvider.System);

    private string Write(string user) => Folder.Write("with-user", Server.Kubeconfig.Replace("user: {}", $"user: {{{user}}}", StringComparison.Ordinal));
}
