namespace KubeFate.Charts.Tests.Contracts;

/// <summary>
/// What one program of FATE reads, as its sources say (Data/*.yaml, where each fact names its place in them). FATE-Serving, which has numbers of its own,
/// is of no FATE release.
/// </summary>
internal sealed record Contract(
    string Name, string Program, IReadOnlyList<string> Releases, IReadOnlyDictionary<string, ContractHealth> Processes, ContractInputs Inputs, IReadOnlyList<ContractFile> Files);

/// <summary>How a process tells that it is well: by a port that answers, or by a page.</summary>
internal sealed record ContractHealth(bool IsPage, string Method, int Port, string Path);

/// <summary>What a program has around it besides the keys of its files.</summary>
internal sealed record ContractInputs(IReadOnlyList<ContractPort> Ports, IReadOnlyList<ContractOpening> Openings, IReadOnlyList<ContractVariable> Variables);

/// <summary>A port, which a key or a variable sets, or the <c>listen</c> of a file opens. Without a default there is none, or a random one.</summary>
internal sealed record ContractPort(string Process, string Name, string? Key, string? Variable, string? File, int? Default, string? When);

/// <summary>Where a file is looked for, in words that <see cref="Locations"/> decides. By nobody: somebody puts it there in vain.</summary>
internal sealed record ContractOpening(IReadOnlyList<string> By, string File, string From);

internal sealed record ContractVariable(string Name, IReadOnlyList<string> By);

/// <summary>A file with its keys. An unknown key in one of the closed maps ends the program.</summary>
internal sealed record ContractFile(string Name, string Format, bool PassesUnknownOn, IReadOnlyList<string> Closed, IReadOnlyList<ContractKey> Keys)
{
    /// <summary>What the release reads: a key may have come or gone.</summary>
    public IEnumerable<ContractKey> KeysOf(string release) => Keys.Where(key => key.Releases.Count == 0 || key.Releases.Contains(release));
}

/// <summary>A key, and the processes that read it.</summary>
internal sealed record ContractKey(ContractPath Path, string Type, IReadOnlyList<string> Words, IReadOnlyList<string> By, IReadOnlyList<string> Releases)
{
    public bool Required { get; init; }

    /// <summary>It is required only then, in words that <see cref="Conditions"/> decides; null for always.</summary>
    public string? When { get; init; }

    public string? Default { get; init; }

    /// <summary>It is in FATE's samples, or is parsed, and nothing uses it.</summary>
    public bool Unread { get; init; }

    /// <summary>A shell script looks it up: the key may stand in one line only, comments included.</summary>
    public bool IsGrepped { get; init; }

    public string Source { get; init; } = "";

    public override string ToString() => Path.Text;
}
