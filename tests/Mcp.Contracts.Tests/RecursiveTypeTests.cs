namespace Mcp.Contracts.Tests;

/// <summary>Types that hold themselves: what a contract says that it needs, and a live server compared with it.</summary>
public sealed class RecursiveTypeTests
{
    private const string Branch = """{"type":"object","properties":{"name":{"type":"string"},"leaves":{"type":"array","items":{"$ref":"#/$defs/Leaf"}},"branches":{"type":"array","items":{"$ref":"#/$defs/Branch"}}},"required":["name","leaves"]}""";
    private const string Leaf = """{"type":"object","properties":{"on":{"$ref":"#/$defs/Branch"}}}""";

    [Fact]
    public void A_type_that_holds_itself_is_described_by_references()
    {
        McpContractDescription garden = IGarden.Describe();

        Assert.Equal($$$"""{"type":"object","properties":{"branch":{"$ref":"#/$defs/Branch"},"depth":{"type":"integer"}},"required":["branch","depth"],"$defs":{"Branch":{{{Branch}}},"Leaf":{{{Leaf}}}}}""", garden.Tools[0].InputSchema.ToString());
        Assert.Equal($$$"""{{{Branch[..^1]}}},"$defs":{"Branch":{{{Branch}}},"Leaf":{{{Leaf}}}}}""", garden.Tools[0].OutputSchema.ToString());
        Assert.Equal("""{"type":"object","properties":{"other":{"$ref":"#/$defs/Branch2"}},"required":["other"],"$defs":{"Branch2":{"type":"object","properties":{"next":{"$ref":"#/$defs/Branch2"}}}}}""", garden.Tools[1].InputSchema.ToString());
        Assert.Equal($$$"""{"type":"array","items":{"$ref":"#/$defs/Leaf"},"$defs":{"Branch":{{{Branch}}},"Leaf":{{{Leaf}}}}}""", garden.Tools[1].OutputSchema.ToString());
        Assert.Equal("""{"type":"object","properties":{"depth":{"type":"integer"}},"required":["depth"]}""", garden.Tools[2].InputSchema.ToString());
    }

    [Fact]
    public async Task A_server_with_the_same_circle_fits()
        => Assert.Equal("IGarden: fits", (await CheckAsync("string")).ToString());

    /// <summary>A result is its type and no reference to it, so the circle begins behind it.</summary>
    [Fact]
    public async Task What_differs_in_a_circle_is_told_where_it_begins()
        => Assert.Equal(
            """
            IGarden: 3 breaking, 0 to note
              breaking  tool 'grow': the argument 'branch.name' is a string from the contract, and the server takes a boolean
              breaking  tool 'grow': the result's 'name' is a boolean from the server, and the contract takes a string
              breaking  tool 'grow': the result's 'leaves[].on.name' is a boolean from the server, and the contract takes a string
            """,
            (await CheckAsync("boolean")).ToString());

    /// <summary>The server says it in its own way: one circle, with a reference to the whole in the result.</summary>
    private static async Task<McpContractReport> CheckAsync(string name)
    {
        string branch = """{"type":"object","properties":{"name":{"type":"NAME"},"leaves":{"type":"array","items":{"type":"object","properties":{"on":{"$ref":"REF"}}}},"branches":{"type":"array","items":{"$ref":"REF"}}},"required":["name","leaves"]}""".Replace("NAME", name, StringComparison.Ordinal);
        string input = branch.Replace("REF", "#/definitions/branch", StringComparison.Ordinal);
        string output = branch.Replace("REF", "#", StringComparison.Ordinal);
        var server = new ShopServer
        {
            Tools = $$$$$"""
                {"name":"grow","inputSchema":{"type":"object","properties":{"branch":{"$ref":"#/definitions/branch"},"depth":{"type":"integer"}},"definitions":{"branch":{{{{{input}}}}}}},"outputSchema":{{{{{output}}}}}},
                {"name":"pick","inputSchema":{"type":"object","properties":{"other":{"type":"object"}}}},
                {"name":"water","inputSchema":{"type":"object","properties":{"depth":{"type":"integer"}}}}
                """,
        };
        await using McpClient client = await server.ConnectAsync();
        return await client.CheckAsync<IGarden>();
    }
}

[McpClient]
public partial interface IGarden
{
    Task<Branch> GrowAsync(Branch branch, int depth, CancellationToken cancellationToken = default);

    Task<List<Leaf>> PickAsync(Other.Branch other, CancellationToken cancellationToken = default);

    Task<string> WaterAsync(int depth, CancellationToken cancellationToken = default);
}

/// <summary>It holds itself, and once more through its leaves.</summary>
public sealed record Branch(string Name, IReadOnlyList<Leaf> Leaves, Branch[]? Branches = null);

public sealed record Leaf(Branch? On = null);

/// <summary>A type of the same name elsewhere.</summary>
public static class Other
{
    public sealed class Branch
    {
        public Branch? Next { get; set; }
    }
}
