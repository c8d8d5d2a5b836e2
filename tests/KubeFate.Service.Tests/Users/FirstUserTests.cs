using KubeFate.Service.Storage;
using KubeFate.Service.Tests.Hosting;
using KubeFate.Testing;
using LinqToDB;
using Microsoft.Extensions.DependencyInjection;

namespace KubeFate.Service.Tests.Users;

public sealed class FirstUserTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_first_user_that_an_admin_deleted_stays_deleted_and_no_changed_variable_brings_it_back()
    {
        await using (var first = await RunningService.StartAsync(_folder))
        {
            await first.SignInAsync();
            await first.SendAsync(HttpMethod.Post, "v1/user", """{"username":"eve","password":"password-of-eve","role":"admin"}""");
            await first.SendAsync(HttpMethod.Delete, "v1/user/me");
        }

        await using var second = await RunningService.StartAsync(_folder, options => options with { UserPassword = "second-password" });
        await second.SignInAsync("password-of-eve", "eve");
        Assert.Single((await second.SendAsync(HttpMethod.Get, "v1/user")).Json["data"]!.AsArray());
    }

    [Fact]
    public async Task The_first_user_comes_back_when_no_admin_is_left()
    {
        await using (var first = await RunningService.StartAsync(_folder))
        {
            // Past the interface, which keeps the last admin.
            await first.Services.GetRequiredService<Database>().WriteAsync((db, cancel) => db.Users.DeleteAsync(cancel), TestContext.Current.CancellationToken);
        }

        await using var second = await RunningService.StartAsync(_folder);
        await second.SignInAsync();
        Assert.Equal("admin", (await second.SendAsync(HttpMethod.Get, "v1/user/me")).Data("role"));
    }

    [Fact]
    public async Task A_short_password_of_the_environment_is_taken_for_it_alone()
    {
        await using var service = await RunningService.StartAsync(_folder, options => options with { UserPassword = "admin" });
        await service.SignInAsync("admin");
        Assert.Equal(400, (await service.SendAsync(HttpMethod.Put, "v1/user/me", """{"password":"admin"}""")).Status);
    }
}
