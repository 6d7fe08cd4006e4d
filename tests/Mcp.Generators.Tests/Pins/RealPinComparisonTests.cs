using Mcp.Catalog;
using Mcp.Generators.Models;
using Mcp.Generators.Pins;
using Mcp.Generators.Tests.Harness;

namespace Mcp.Generators.Tests.Pins;

/// <summary>Pins of real servers are read and compared as at run time, and a contract written against one fits it.</summary>
public sealed class RealPinComparisonTests
{
    private const string Everything = """
        [McpClient(Pin = "everything.mcp.json", ProtocolVersion = "2025-11-25")]
        public partial interface IEverything
        {
            [McpTool("echo")]
            Task<string> EchoAsync(string message, CancellationToken cancellationToken = default);

            [McpTool("get-structured-content")]
            Task<Weather> WeatherAsync(string location, CancellationToken cancellationToken = default);

            [McpTool("get-annotated-message")]
            Task<McpToolResult> MessageAsync(MessageType messageType, bool includeImage = false, CancellationToken cancellationToken = default);

            [McpTool("trigger-long-running-operation")]
            Task<string> WaitAsync(double duration, int steps, IProgress<McpProgress>? progress = null, CancellationToken cancellationToken = default);

            [McpTool("get-tiny-image")]
            Task<byte[]> ImageAsync(CancellationToken cancellationToken = default);

            [McpPrompt("args-prompt")]
            Task<string> PromptAsync(string city, string? state = null, CancellationToken cancellationToken = default);

            [McpResource("demo://resource/dynamic/text/{id}")]
            Task<string> TextAsync(int id, CancellationToken cancellationToken = default);

            [McpResource("demo://resource/static/document/features.md")]
            Task<string> FeaturesAsync(CancellationToken cancellationToken = default);
        }

        public sealed record Weather(double Temperature, string Conditions, double Humidity);

        public enum MessageType { Error, Success, Debug }
        """;

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(RepositoryFiles.PathOf("tests/Pins"), "*.mcp.json").Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pin_has_what_the_runtime_reads(string name)
    {
        var text = RepositoryFiles.Text($"tests/Pins/{name}");
        var catalog = McpCatalog.Parse(text);
        var pin = Read(name, text).Document;

        Assert.Equal(catalog.Revision.Date, pin.Revision);
        Assert.Equal(catalog.Tools.Select(static tool => (tool.Name, tool.Description, tool.InputSchema)), pin.Tools.Select(static tool => (tool.Name, tool.Description, McpJson.Parse(tool.InputSchema))));
        Assert.Equal(
            catalog.Prompts.SelectMany(static prompt => prompt.Arguments.Select(argument => (prompt.Name, argument.Name, argument.IsRequired))),
            pin.Prompts.SelectMany(static prompt => prompt.Arguments.Select(argument => (prompt.Name, argument.Name, argument.IsRequired))));
        Assert.Equal(catalog.Resources.Select(static resource => (resource.Uri, resource.Name, resource.MimeType)), pin.Resources.Select(static resource => (resource.Uri, resource.Name, resource.MimeType)));
        Assert.Equal(catalog.ResourceTemplates.Select(static template => (template.UriTemplate, template.Name)), pin.Templates.Select(static template => (template.Uri, template.Name)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_tool_fits_itself_and_differs_from_others_as_at_run_time(string name)
    {
        var text = RepositoryFiles.Text($"tests/Pins/{name}");
        var pin = Read(name, text);
        var offer = new ContractCheck.Offer([.. McpCatalog.Parse(text).Tools.Select(static tool => tool.Raw)], [], [], []);
        foreach (var tool in pin.Document.Tools)
        {
            foreach (var other in pin.Document.Tools)
            {
                var need = new NeedModel(CallKind.Tool, tool.Name, other.InputSchema, other.OutputSchema);
                var contract = new McpContractDescription("IContract")
                {
                    Tools = [new(need.Target, McpJson.Parse(need.Input), need.Output is null ? default : McpJson.Parse(need.Output))],
                };

                var found = PinComparison.Of(need, pin, default);

                Assert.Equal(ContractCheck.Run(contract, offer, null).Findings.Select(static finding => (finding.IsBreaking, finding.Text)), found.Select(static finding => (finding.IsBreaking, finding.Text)));
                Assert.All(found, finding => Assert.NotSame(tool, other));
            }
        }
    }

    [Fact]
    public async Task A_contract_that_fits_a_real_server_is_left_in_peace()
        => Assert.Empty(await PinTest.AnalyzeAsync(Everything, ("/app/everything.mcp.json", RepositoryFiles.Text("tests/Pins/everything.mcp.json"))));

    private static PinFile Read(string name, string text)
    {
        var pin = PinReader.Read(name, text, out var problem, default);
        Assert.Null(problem);
        return pin!;
    }
}
