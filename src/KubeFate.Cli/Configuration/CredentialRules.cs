namespace KubeFate.Cli.Configuration;

/// <summary>
/// Credentials stay with the address that they were given for: those of a file with that file's address, those of the environment with an
/// address that the user chose, which the file of a folder that one happens to stand in is not.
/// </summary>
internal static class CredentialRules
{
    /// <summary>Throws when a folder's own file would decide where the token or the password of the environment goes.</summary>
    /// <param name="file">The file that was found in the current folder, without anybody naming it.</param>
    /// <param name="address">Where it leads.</param>
    /// <param name="variables">The variables whose secrets would be sent there.</param>
    public static void RefuseFoldersAddress(string file, Uri address, IReadOnlyList<string> variables)
    {
        if (variables.Count == 0) return;
        throw new CommandFailure(ExitCode.Invalid,
            $"{file} of the current folder leads to {address.Authority}, and {string.Join(" and ", variables)} of your environment would go there. Nothing was sent. "
            + $"If that is your service: name the address (KUBEFATE_SERVICEURL={address.GetLeftPart(UriPartial.Authority)}) or the file (KUBEFATE_CONFIG or --config {file})");
    }

    /// <summary>Whether both are the same service.</summary>
    public static bool IsSame(Uri one, Uri other) => one.Scheme == other.Scheme && string.Equals(one.Authority, other.Authority, StringComparison.OrdinalIgnoreCase);
}
