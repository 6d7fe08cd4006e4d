using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Mcp.V2025_11_25;

namespace Mcp.AotSmoke.Checks;

/// <summary>Protocol types with System.Text.Json: their own context, one of this app, and both combined in either order.</summary>
internal static class JsonChecks
{
    private const string Json = """{"name":"a","inputSchema":{"type":"object"}}""";

    public static async Task RunAsync(Report report)
    {
        await report.CheckAsync("a generated context", OwnContextAsync);
        await report.CheckAsync("a context of the app that holds protocol types", AppContextAsync);
        await report.CheckAsync("contexts combined in both orders", CombinedAsync);
    }

    private static Task OwnContextAsync()
    {
        Tool tool = JsonSerializer.Deserialize(Json, McpJsonContext.Default.Tool)!;
        Report.RequireEqual(tool, JsonSerializer.Deserialize(JsonSerializer.Serialize(tool, McpJsonContext.Default.Tool), McpJsonContext.Default.Tool), "what was written and read");
        var tools = (List<Tool>)JsonSerializer.Deserialize($"[{Json},{Json}]", typeof(List<Tool>), McpJsonContext.Default)!;
        Report.RequireEqual(2, tools.Count, "the length of the list");
        return Task.CompletedTask;
    }

    private static Task AppContextAsync()
    {
        string json = $$"""{"Tool":{{Json}},"Roles":["user"]}""";
        Shelf shelf = JsonSerializer.Deserialize(json, ShelfContext.Default.Shelf)!;
        Report.RequireEqual("a", shelf.Tool.Name, "the tool's name");
        Report.RequireEqual(Role.User, shelf.Roles[0], "the role");
        return Task.CompletedTask;
    }

    private static Task CombinedAsync()
    {
        foreach (IJsonTypeInfoResolver resolver in new[]
        {
            JsonTypeInfoResolver.Combine(McpJsonContext.Default, ShelfContext.Default),
            JsonTypeInfoResolver.Combine(ShelfContext.Default, McpJsonContext.Default),
        })
        {
            var options = new JsonSerializerOptions { TypeInfoResolver = resolver };
            var shelf = (JsonTypeInfo<Shelf>)options.GetTypeInfo(typeof(Shelf));
            var prompt = (JsonTypeInfo<Prompt>)options.GetTypeInfo(typeof(Prompt));
            Report.RequireEqual("a", JsonSerializer.Deserialize($$"""{"Tool":{{Json}},"Roles":[]}""", shelf)!.Tool.Name, "the tool's name");
            Report.RequireEqual("""{"name":"p"}""", JsonSerializer.Serialize(new Prompt { Name = "p" }, prompt), "the prompt");
        }

        return Task.CompletedTask;
    }
}

/// <summary>A type of the app that holds protocol types.</summary>
internal sealed record Shelf(Tool Tool, List<Role> Roles);

[JsonSerializable(typeof(Shelf))]
internal sealed partial class ShelfContext : JsonSerializerContext;
