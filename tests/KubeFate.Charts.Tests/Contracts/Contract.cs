namespace KubeFate.Charts.Tests.Contracts;

/// <summary>What one program of FATE reads, as its sources say (Data/*.yaml, where each fact names its place in them).</summary>
/// <param name="Releases">The FATE releases that hold it; none for FATE-Serving, which has numbers of its own.</param>
internal sealed record Contract(
    string Name, string Program, IReadOnlyList<string> Releases, IReadOnlyDictionary<string, ContractHealth> Processes, ContractInputs Inputs, IReadOnlyList<ContractFile> Files);

/// <summary>How a process tells that it is well: by a port that answers, or by a page.</summary>
internal sealed record ContractHealth(bool IsPage, string Method, int Port, string Path);

/// <summary>What a program has around it besides the keys of its files.</summary>
internal sealed record ContractInputs(IReadOnlyList<ContractPort> Ports, IReadOnlyList<ContractOpening> Openings, IReadOnlyList<ContractVariable> Variables);

/// <param name="Key">The key that sets the port.</param>
/// <param name="Variable">The variable that sets it.</param>
/// <param name="File">The file whose <c>listen</c> opens it.</param>
/// <param name="Default">Null when there is none, or a random one.</param>
internal sealed record ContractPort(string Process, string Name, string? Key, string? Variable, string? File, int? Default, string? When);

/// <summary>Where a file is looked for, in words that <see cref="Locations"/> decides.</summary>
/// <param name="By">Empty: somebody puts it there and nobody looks.</param>
internal sealed record ContractOpening(IReadOnlyList<string> By, string File, string From);

internal sealed record ContractVariable(string Name, IReadOnlyList<string> By);

/// <param name="Closed">Maps whose unknown keys end the program.</param>
internal sealed record ContractFile(string Name, string Format, bool PassesUnknownOn, IReadOnlyList<string> Closed, IReadOnlyList<ContractKey> Keys)
{
    /// <summary>What the release reads: a key may have come or gone.</summary>
    public IEnumerable<ContractKey> KeysOf(string release) => Keys.Where(key => key.Releases.Count == 0 || key.Releases.Contains(release));
}

/// <param name="By">The processes that read it.</param>
/// <param name="When">It is required only then, in words that <see cref="Conditions"/> decides.</param>
/// <param name="Unread">It is in FATE's samples, or is parsed, and nothing uses it.</param>
/// <param name="IsGrepped">A shell script looks it up: the key may stand in one line only, comments included.</param>
internal sealed record ContractKey(ContractPath Path, string Type, IReadOnlyList<string> Words, IReadOnlyList<string> By, IReadOnlyList<string> Releases)
{
    public bool Required { get; init; }

    public string? When { get; init; }

    public string? Default { get; init; }

    public bool Unread { get; init; }

    public bool IsGrepped { get; init; }

    public string Source { get; init; } = "";

    public override string ToString() => Path.Text;
}
