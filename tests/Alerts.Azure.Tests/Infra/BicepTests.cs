using Alerts.Contracts;

namespace Alerts.Azure.Tests.Infra;

/// <summary>No Bicep compiler is at hand: at least the files agree with one another.</summary>
public sealed class BicepTests
{
    private static readonly string Folder = Path.Combine(Approved.Repository(), "infra");

    private static readonly IReadOnlyList<string> Paths = [.. Directory.EnumerateFiles(Folder, "*.bicep*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Files => [.. Paths.Select(path => Path.GetRelativePath(Folder, path))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_template_agrees_with_those_that_it_names(string file) => Assert.Empty(Faults(Read(Path.Combine(Folder, file)), Read));

    [Fact]
    public void The_templates_are_there() => Assert.Equal(11, Paths.Count);

    [Theory]
    [InlineData("param unused string\n", "unused is used nowhere")]
    [InlineData("var a = [\n", "brackets do not match")]
    [InlineData("module m 'missing.bicep' = {\n  params: { }\n}\n", "missing.bicep is not there")]
    [InlineData("module m 'one.bicep' = {\n  params: { a: 1, c: 2 }\n}\n", "c is no parameter of one.bicep")]
    [InlineData("module m 'one.bicep' = {\n  params: { b: 1 }\n}\n", "a is not given to one.bicep")]
    [InlineData("module m 'one.bicep' = {\n  params: { a: 1 }\n}\noutput x string = m.outputs.nothing\n", "nothing is no output of m")]
    [InlineData("using 'one.bicep'\nparam b = 1\n", "a is not given to one.bicep")]
    [InlineData("using 'one.bicep'\nparam a = 1\nparam z = 1\n", "z is no parameter of one.bicep")]
    public void A_fault_would_be_reported(string text, string fault)
    {
        Bicep? Other(string path) => Path.GetFileName(path) == "one.bicep" ? new(path, "param a int\nparam b int = 2\nvar c = a + b\noutput o int = c\n") : null;

        Assert.Equal([fault], Faults(new("planted.bicep", text), Other));
    }

    [Fact]
    public void A_type_of_resource_is_asked_for_in_one_version()
    {
        var asked = Paths.SelectMany(path => Read(path)!.Resources).Select(type => type.Split('@')).Distinct().ToList();

        Assert.NotEmpty(asked);
        Assert.Empty(asked.GroupBy(type => type[0].Split('/')[0] + "/" + type[0].Split('/')[1]).Where(group => group.Select(type => type[1]).Distinct().Count() > 1).Select(group => group.Key));
    }

    private static Bicep? Read(string path) => File.Exists(path) ? new(path, File.ReadAllText(path)) : null;

    private static List<string> Faults(Bicep? file, Func<string, Bicep?> read)
    {
        Assert.NotNull(file);
        var faults = file.Unused.Select(name => $"{name} is used nowhere").ToList();
        if (!file.IsBalanced) faults.Add("brackets do not match");
        foreach (var module in file.Modules)
        {
            faults.AddRange(Calls(module.Path, module.Given, read));
            if (read(module.Path) is { } target) faults.AddRange(file.Asked.Where(asked => asked.Module == module.Name && !target.Outputs.Contains(asked.Output)).Select(asked => $"{asked.Output} is no output of {module.Name}"));
        }
        if (file.Using is { } parameters) faults.AddRange(Calls(parameters.Template, parameters.Given, read));
        return faults;
    }

    private static IEnumerable<string> Calls(string path, IReadOnlyList<string> given, Func<string, Bicep?> read)
    {
        var name = Path.GetFileName(path);
        if (read(path) is not { } target) return [$"{name} is not there"];
        return given.Where(key => target.Parameters.All(parameter => parameter.Name != key)).Select(key => $"{key} is no parameter of {name}")
            .Concat(target.Parameters.Where(parameter => !parameter.HasDefault && !given.Contains(parameter.Name)).Select(parameter => $"{parameter.Name} is not given to {name}"));
    }
}
