using KubeFate.Cli.Output;
using KubeFate.Client.Users;

namespace KubeFate.Cli.Users;

/// <summary>Users as text, with the columns and the order of the original.</summary>
internal static class UserView
{
    public static ListView<UserResponse> List { get; } = new(
        user => user.Uuid,
        user => user.Username,
        new("UUID", user => user.Uuid),
        new("USERNAME", user => user.Username),
        new("EMAIL", user => user.Email ?? ""),
        new("STATUS", user => user.UserStatus),
        new("ROLE", user => user.Role ?? "-", Wide: true),
        new("CREATED", user => Times.Format(user.CreatedAt), Wide: true));

    // The original prints the name as StartTime and the address as EndTime, which nobody can have meant.
    public static string Describe(UserResponse user)
    {
        var table = new TextTable();
        table.Add("UUID", user.Uuid);
        table.Add("UserName", user.Username);
        table.Add("Email", user.Email ?? "");
        table.Add("Status", user.UserStatus);
        if (user.Role is { } role) table.Add("Role", role);
        table.Add("Created", Times.Format(user.CreatedAt));
        return table.ToString();
    }
}
