using System.Text;
using KubeFate.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KubeFate.Helm.Charts.Repositories;

/// <summary>Where a repository's index.yaml says that its charts are: the first address of each version, as helm takes it.</summary>
internal sealed class RepositoryIndex
{
    private readonly Dictionary<(string Name, string Version), string> addresses = [];

    /// <exception cref="HelmException"><see cref="HelmFailure.ChartInvalid"/>: it is no index.</exception>
    public static RepositoryIndex Read(byte[] content)
    {
        try
        {
            return GoYaml.Read(Encoding.UTF8.GetString(content), (parser, _) => new RepositoryIndex(parser));
        }
        catch (YamlException failure)
        {
            throw new HelmException(HelmFailure.ChartInvalid, $"the index of the chart repository is not YAML (line {failure.Start.Line}): {failure.Message}", failure);
        }
    }

    private RepositoryIndex(IParser parser)
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _)) return;
        ReadMap(parser, key =>
        {
            if (key == "entries") ReadMap(parser, name => ReadList(parser, () => ReadVersion(parser, name)));
            else parser.SkipThisAndNestedEvents();
        });
    }

    /// <summary>The chart's address, perhaps below the index's; null when it is not listed.</summary>
    public string? Find(string name, string version) => addresses.GetValueOrDefault((name, version));

    private void ReadVersion(IParser parser, string name)
    {
        string? version = null, address = null;
        ReadMap(parser, key =>
        {
            switch (key)
            {
                case "version" when parser.TryConsume<Scalar>(out var scalar):
                    version = ScalarResolver.Resolve(scalar)?.AsKey();
                    break;
                case "urls":
                    ReadList(parser, () =>
                    {
                        if (parser.TryConsume<Scalar>(out var scalar)) address ??= scalar.Value;
                        else parser.SkipThisAndNestedEvents();
                    });
                    break;
                default:
                    parser.SkipThisAndNestedEvents();
                    break;
            }
        });
        if (version is not null && address is not null) addresses.TryAdd((name, version), address);
    }

    /// <summary>Anything but a mapping is passed over.</summary>
    private static void ReadMap(IParser parser, Action<string> readValue)
    {
        if (!parser.TryConsume<MappingStart>(out _))
        {
            parser.SkipThisAndNestedEvents();
            return;
        }

        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (parser.TryConsume<Scalar>(out var key))
            {
                readValue(key.Value);
                continue;
            }

            parser.SkipThisAndNestedEvents();
            parser.SkipThisAndNestedEvents();
        }
    }

    private static void ReadList(IParser parser, Action readItem)
    {
        if (!parser.TryConsume<SequenceStart>(out _))
        {
            parser.SkipThisAndNestedEvents();
            return;
        }

        while (!parser.TryConsume<SequenceEnd>(out _)) readItem();
    }
}
