using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>What a method watches → the statement that does.</summary>
internal static class WatchEmitter
{
    public static string Invocation(CallModel call, ContractNames names) => $"""
        {names.Caller}.WatchAsync(
            {Topic(call)},
            {ContractEmitter.Find(call, ParameterRole.Token) ?? "default"})
        """;

    private static string Topic(CallModel call) => call.Result switch
    {
        CallResult.ListChanges => "global::Mcp.McpTopics.ListChanges",
        CallResult.Log => $"global::Mcp.McpTopics.Log({Level(call)})",
        _ => $"global::Mcp.McpTopics.Resource({call.Arguments.ValueType}.Write, {ContractEmitter.Sent(call)})",
    };

    private static string Level(CallModel call) =>
        ContractEmitter.Find(call, ParameterRole.Level)
        ?? (ContractEmitter.Find(call, ParameterRole.OptionalLevel) is { } level ? $"{level} ?? global::Mcp.McpLogLevel.Info" : "");
}
