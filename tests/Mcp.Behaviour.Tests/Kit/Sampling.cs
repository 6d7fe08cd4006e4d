namespace Mcp.Behaviour.Tests.Kit;

/// <summary>The sampling request over raw JSON.</summary>
internal static class Sampling
{
    public static McpMethod<McpJson, McpJson> Method { get; } = new("sampling/createMessage", RawHandlers.Write, McpJson.Read);

    /// <summary>What a stateless server answers to ask for the same.</summary>
    public static McpJson InputRequired { get; } = McpJson.Parse(
        """{"resultType":"input_required","inputRequests":{"q":{"method":"sampling/createMessage","params":{}}},"requestState":"opaque \" state"}""");

    public static string TextOf(McpJson result)
    {
        result.TryGetProperty("content", out McpJson content);
        content.TryGetProperty("text", out McpJson text);
        return text.GetString();
    }
}
