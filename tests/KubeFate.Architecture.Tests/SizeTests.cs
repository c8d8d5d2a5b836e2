using System.Reflection;
using System.Text.RegularExpressions;
using KubeFate.Service.Hosting;

namespace KubeFate.Architecture.Tests;

/// <summary>Sizes stay readable, and names say why code is there.</summary>
public sealed partial class SizeTests
{
    private const int LongestFile = 400;
    private const int MostFilesInAFolder = 25;
    private const int MostParameters = 6;

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void No_file_is_longer_than_its_limit(string folder) =>
        Assert.Empty(Source.CSharp(folder).Where(file => File.ReadLines(file).Count() > LongestFile).Select(Source.Name));

    [Fact]
    public void Nine_files_in_ten_stay_within_the_usual_length()
    {
        var lengths = Source.CSharp("src").Select(file => File.ReadLines(file).Count()).Order().ToList();
        Assert.True(lengths[lengths.Count * 9 / 10] <= 160, $"the 90th percentile is {lengths[lengths.Count * 9 / 10]} lines");
    }

    [Fact]
    public void No_folder_holds_more_files_than_one_sees_at_a_glance() =>
        Assert.Empty(Source.CSharp("src").GroupBy(Path.GetDirectoryName).Where(folder => folder.Count() > MostFilesInAFolder).Select(folder => Source.Name(folder.Key!)));

    [Fact]
    public void No_room_is_named_for_nothing() =>
        Assert.Empty(Source.CSharp("src").Select(file => Source.Name(Path.GetDirectoryName(file)!)).Distinct(StringComparer.Ordinal)
            .Where(folder => folder.Split('/').Any(part => part is "Core" or "Common" or "Shared" or "Utils" or "Infrastructure" or "Models" or "Helpers")));

    [Fact]
    public void No_type_is_named_Manager_Helper_or_Util() =>
        Assert.Empty(Source.CSharp("src").SelectMany(file => TypeName().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value))
            .Where(name => name.EndsWith("Manager", StringComparison.Ordinal) || name.EndsWith("Helper", StringComparison.Ordinal) || name.EndsWith("Util", StringComparison.Ordinal)
                || name.EndsWith("Utils", StringComparison.Ordinal) || name.EndsWith("Impl", StringComparison.Ordinal)));

    [Fact]
    public void No_class_is_split_by_partial_or_region()
    {
        var regions = Source.CSharp("src").Where(file => File.ReadAllText(file).Contains("#region", StringComparison.Ordinal)).Select(Source.Name);
        var split = Source.CSharp("src")
            .SelectMany(file => PartialType().Matches(File.ReadAllText(file)).Select(match => (Key: Path.GetDirectoryName(file) + "/" + match.Groups["name"].Value, file)))
            .GroupBy(part => part.Key).Where(parts => parts.Count() > 1).Select(parts => parts.Key);
        Assert.Empty(regions.Concat(split));
    }

    [Fact]
    public void No_constructor_takes_more_than_six_parameters() =>
        Assert.Empty(from assembly in Assemblies()
                     from type in assembly.GetTypes()
                     where type.Namespace?.StartsWith("KubeFate", StringComparison.Ordinal) == true && !type.Name.Contains('<')
                     from constructor in type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                     where constructor.GetParameters().Length > MostParameters && !IsData(type)
                     select $"{type.FullName} takes {constructor.GetParameters().Length}");

    [Fact]
    public void Every_interface_has_a_second_implementation()
    {
        var tests = string.Concat(Source.CSharp("tests").Select(File.ReadAllText));
        var lonely = from assembly in Assemblies()
                     from face in assembly.GetTypes()
                     where face is { IsInterface: true } && face.Namespace?.StartsWith("KubeFate", StringComparison.Ordinal) == true
                     let classes = Assemblies().SelectMany(a => a.GetTypes()).Count(type => type.IsClass && face.IsAssignableFrom(type))
                     where classes < 2 && !Regex.IsMatch(tests, $@"[:,]\s*{face.Name}\b", RegexOptions.None, TimeSpan.FromSeconds(5))
                     select face.FullName;
        Assert.Empty(lonely);
    }

    [Fact]
    public void Every_async_method_takes_a_cancellation_token() =>
        Assert.Empty(from assembly in Assemblies()
                     from type in assembly.GetTypes()
                     where type.Namespace?.StartsWith("KubeFate", StringComparison.Ordinal) == true && !type.Name.Contains('<')
                     from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                     where method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name is not ("DisposeAsync" or "InvokeAsync" or "MoveNextAsync") && !method.Name.Contains('<')
                     where IsCallable(method) && !method.GetParameters().Any(TakesToken)
                     select $"{type.FullName}.{method.Name}");

    // A positional record is data with names, not a class with dependencies.
    private static bool IsData(Type type) => type.GetMethod("<Clone>$") is not null || type.IsValueType;

    // A private step of a method that took a token may carry it in its own state; what others call takes it in the open.
    private static bool IsCallable(MethodInfo method) => !method.IsPrivate;

    // Framework contexts carry their request's token.
    private static bool TakesToken(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(CancellationToken) || parameter.ParameterType.Name.EndsWith("Context", StringComparison.Ordinal);

    private static IEnumerable<Assembly> Assemblies() =>
    [
        typeof(Yaml.GoYaml).Assembly, typeof(Fate.ClusterFile).Assembly, typeof(Helm.HelmClient).Assembly, typeof(Kubernetes.KubernetesGateway).Assembly,
        typeof(Client.KubeFateClient).Assembly, typeof(Simulator.KubernetesSimulator).Assembly, typeof(ServiceHost).Assembly,
        Assembly.Load("kubefate"), Assembly.Load("kubefate-service"),
    ];

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(?:struct\s+|class\s+)?(?<name>[A-Z]\w*)", RegexOptions.ExplicitCapture)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\bpartial\s+(?:class|record|struct|interface)\s+(?<name>[A-Z]\w*)", RegexOptions.ExplicitCapture)]
    private static partial Regex PartialType();
}
