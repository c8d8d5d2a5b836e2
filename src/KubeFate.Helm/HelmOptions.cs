namespace KubeFate.Helm;

/// <summary>How the <c>helm</c> command is found and run.</summary>
public sealed record HelmOptions
{
    /// <summary>The command: a path, or a name looked up in the folders of PATH. Default <c>helm</c>.</summary>
    public string Program { get; init; } = "helm";

    /// <summary>What sets <see cref="Program"/>, for messages: a variable or a key. Default <c>HelmOptions.Program</c>.</summary>
    public string ProgramSetting { get; init; } = "HelmOptions.Program";

    /// <summary>
    /// A folder of our own. Helm's cache, configuration and plugins live in it, apart from the user's, and so do the values on their way
    /// to helm; what we make in it only we can read (0700, 0600).
    /// </summary>
    public required string WorkFolder { get; init; }

    /// <summary>The kubeconfig file. Default: helm's own choice (KUBECONFIG, ~/.kube/config, the pod's service account).</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>The context within the kubeconfig. Default: its current one.</summary>
    public string? Context { get; init; }

    /// <summary>
    /// Install and upgrade without checking manifests against the server's OpenAPI document. Default false. Helm 3 reads that document
    /// only as protobuf of version 2, which not every server offers.
    /// </summary>
    public bool DisableOpenApiValidation { get; init; }

    /// <summary>Bytes that one run may print before it is ended with <see cref="HelmFailure.OutputTooLarge"/>. Default 32 MiB.</summary>
    public long OutputLimit { get; init; } = 32 * 1024 * 1024;

    /// <summary>
    /// How long a command that changes nothing may run; then it is ended with <see cref="HelmFailure.Timeout"/>. Default 2 minutes. Helm
    /// itself waits for ever for a server that accepts a connection and never answers.
    /// </summary>
    public TimeSpan ReadLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long rendering or linting a chart may take; then it is ended with <see cref="HelmFailure.Timeout"/>. Default 30 seconds.</summary>
    public TimeSpan RenderLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Bytes of memory that one helm process may have; then it ends with <see cref="HelmFailure.OutOfMemory"/>. Default 512 MiB. Held by the
    /// kernel on Linux; elsewhere helm is only asked to stay below three quarters of it.
    /// </summary>
    public long MemoryLimit { get; init; } = 512 * 1024 * 1024;

    /// <summary>How many helm processes of a kind run at once: reading, rendering, installing, removing. Default 4 each; more wait in order.</summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>
    /// Variables of our environment that helm is given besides those that it, Go and the usual credential plugins read; one that ends with
    /// <c>*</c> stands for all that begin so. Default: none.
    /// </summary>
    public IReadOnlyList<string> PassedVariables { get; init; } = [];

    /// <summary>How long an install, upgrade, rollback or uninstall may run, its hooks included. Default 1 hour.</summary>
    public TimeSpan WriteLimit { get; init; } = TimeSpan.FromHours(1);
}
