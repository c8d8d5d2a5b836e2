namespace KubeFate.Cli.Bundles;

/// <summary><c>kubefate bundle</c>.</summary>
internal static class BundleCommands
{
    public static Verb Create(CommandContext context) => new("bundle", "Carry charts, cluster.yaml files and the list of images into a site without the internet",
        "kubefate bundle save -f cluster.yaml --out bundle.tgz", "kubefate bundle load bundle.tgz", "kubefate bundle verify bundle.tgz --registry harbor.site/fate")
    {
        SaveCommand.Create(context),
        LoadCommand.Create(context),
        VerifyCommand.Create(context),
        BundleImagesCommand.Create(context),
    };
}
