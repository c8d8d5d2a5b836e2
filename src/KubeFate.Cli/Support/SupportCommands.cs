namespace KubeFate.Cli.Support;

/// <summary><c>kubefate supportbundle</c>.</summary>
internal static class SupportCommands
{
    public static Verb Create(CommandContext context) => new("supportbundle", "Collect what is needed to find a fault, secrets masked",
        "kubefate supportbundle collect --pack --yes")
    {
        CollectCommand.Create(context),
        PackCommand.Create(context),
    };
}
