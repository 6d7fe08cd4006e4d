using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>The descriptors of a contract's tools.</summary>
internal static class ToolTableEmitter
{
    private const string Method = "global::Mcp.McpToolMethod";

    public static void Emit(SourceWriter writer, ClientModel client, ClientNames names)
    {
        writer.Line($"/// <summary>The tools of <see cref=\"{client.FullName}\"/>.</summary>").Line(SourceFile.GeneratedCode);
        using var body = writer.Open($"file static class {names.Short(names.Tools)}");
        var isFirst = true;
        foreach (var call in client.Calls)
        {
            if (!isFirst)
            {
                writer.Line();
            }

            isFirst = false;
            EmitDescriptor(writer, call);
        }

        foreach (var call in client.Calls)
        {
            if (call.Data is { } data)
            {
                CollectionEmitter.Emit(writer, data, Helper(call), call.Tool, isWritten: false);
            }
        }
    }

    private static void EmitDescriptor(SourceWriter writer, CallModel call)
    {
        var result = call.Result switch
        {
            CallResult.Raw => "global::Mcp.McpToolResult",
            CallResult.Data => CSharpType.Of(call.Data!),
            _ => "string",
        };
        writer.Line($"public static readonly global::Mcp.McpMethod<{call.Arguments.ValueType}, {result}> {Identifiers.Escape(call.Key)} =");
        using var indented = writer.Indent();
        var (factory, reader) = call.Result switch
        {
            CallResult.Raw => ($"Raw<{call.Arguments.ValueType}>", ""),
            CallResult.Data => ($"Data<{call.Arguments.ValueType}, {result}>", $",\n    {Reader(call)}"),
            _ => ($"Text<{call.Arguments.ValueType}>", ""),
        };
        writer.Line($"{Method}.{factory}(\n    {Identifiers.Literal(call.Tool)},\n    {call.Arguments.ValueType}.Write{reader});");
    }

    private static string Reader(CallModel call) => call.Data! switch
    {
        { Shape: TypeShape.Named, Serializer.Length: > 0 } type => type.Serializer + ".Read",
        { Shape: TypeShape.Named } type => type.Name + ".Read",
        { IsCollection: true } => "Read" + Helper(call),
        var type => $"static (ref {CSharpType.Reader} reader) => {CSharpType.Read(type, "")}",
    };

    private static string Helper(CallModel call) => call.Key + "Result";
}
