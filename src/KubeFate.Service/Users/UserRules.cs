using System.Text.RegularExpressions;
using KubeFate.Client.Users;
using KubeFate.Service.Hosting;
using Microsoft.AspNetCore.Http;

namespace KubeFate.Service.Users;

/// <summary>What a user's parts may be. The first user, from the environment, is not measured by it.</summary>
internal static partial class UserRules
{
    private const int ShortestPassword = 8;
    private const int LongestPassword = 256;
    private const int LongestEmail = 255;

    /// <summary>Whether it can be a user's name: it stands in log lines, tables and addresses, where nothing may have to be escaped.</summary>
    public static bool IsUsername(string name) => Username().IsMatch(name) && name != "me";

    public static string CheckUsername(string? name)
    {
        if (string.IsNullOrEmpty(name)) throw Invalid("username is missing");
        return IsUsername(name)
            ? name
            : throw Invalid("username must be 1 to 64 letters, digits and . _ @ -, must begin with a letter or a digit, and must not be me");
    }

    public static string CheckPassword(string? password, string username, string key = "password")
    {
        if (string.IsNullOrEmpty(password)) throw Invalid($"{key} is missing");
        if (password.Length is < ShortestPassword or > LongestPassword) throw Invalid($"{key} must have from {ShortestPassword} to {LongestPassword} characters");
        return string.Equals(password, username, StringComparison.OrdinalIgnoreCase) ? throw Invalid($"{key} must not be the user's name") : password;
    }

    public static string CheckRole(string role) =>
        Roles.Rank(role) >= 0 ? role : throw Invalid($"role is \"{role}\", not one of {string.Join(", ", Roles.All)}");

    public static string CheckStatus(string status) => status is UserStatus.Available or UserStatus.Deprecate
        ? status
        : throw Invalid($"userStatus is \"{status}\", not one of {UserStatus.Available}, {UserStatus.Deprecate}");

    // What an e-mail address is, is for mail servers to say; the original takes anything.
    public static string CheckEmail(string email) =>
        email.Length <= LongestEmail && !email.Any(char.IsControl) ? email : throw Invalid($"email has more than {LongestEmail} characters, or a control character");

    public static ServiceException Invalid(string message) => new("request_invalid", message, StatusCodes.Status400BadRequest);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._@-]{0,63}\z")]
    private static partial Regex Username();
}
