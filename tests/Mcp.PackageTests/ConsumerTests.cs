namespace Mcp.PackageTests;

/// <summary>Fresh projects that know nothing but the packages: what builds must build without a warning, what must not says why.</summary>
[Collection(PackageCollection.Name)]
public sealed class ConsumerTests(PackageFeed feed)
{
    [Fact]
    public async Task An_app_builds_for_every_framework_in_the_oldest_language_and_runs()
    {
        (await feed.DotNetAsync("App", "build", "-nologo")).AssertClean();

        AssertRan(await feed.DotNetAsync("App", Path.Combine("bin", "Debug", "net10.0", "App.dll")));
    }

    [Fact]
    public async Task An_app_is_published_as_native_code_and_runs()
    {
        List<string> publish = ["publish", "-nologo", "--use-current-runtime", "-o", "published"];
        if (!File.Exists("/usr/bin/clang"))
            publish.Add("-p:CppCompilerAndLinker=gcc");
        (await feed.DotNetAsync("Native", [.. publish])).AssertClean();

        AssertRan(await DotNet.RunAsync(Path.Combine(feed.Folder, "Native", "published", "Native"), feed.Folder, []));
    }

    [Fact]
    public async Task A_library_adds_a_revision_and_has_those_of_the_package()
    {
        string schema = Path.Combine(feed.Folder, "Theirs", "schema", "2027-01-01");
        Directory.CreateDirectory(schema);
        File.Copy(Repository.PathOf("schema", "2026-07-28", "schema.json"), Path.Combine(schema, "schema.json"));

        (await feed.DotNetAsync("Theirs", "build", "-nologo")).AssertClean();
    }

    [Theory]
    [InlineData("Old", "MCPG9001")]
    [InlineData("WrongChoice", "MCPG9003")]
    [InlineData("OldRuntime", "MCPG9002")]
    public async Task What_cannot_build_says_why_and_nothing_else_of_ours(string consumer, string id)
    {
        CommandOutcome built = await feed.DotNetAsync(consumer, "build", "-nologo");

        Assert.NotEqual(0, built.ExitCode);
        Assert.Equal([id], built.Ids.Where(static found => found.StartsWith("MCPG", StringComparison.Ordinal)));
    }

    private static void AssertRan(CommandOutcome outcome)
    {
        Assert.True(outcome.ExitCode == 0, outcome.Output);
        Assert.Equal("hello over 2025-06-18\nIEcho: fits\n".ReplaceLineEndings(), outcome.Output.ReplaceLineEndings());
    }
}
