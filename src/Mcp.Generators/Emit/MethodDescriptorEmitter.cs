using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>The descriptors of a contract's methods.</summary>
internal static class MethodDescriptorEmitter
{
    public static void Emit(SourceWriter writer, ClientModel client, ContractNames names)
    {
        writer.Line($"/// <summary>The methods of <see cref=\"{client.FullName}\"/> as the runtime knows them.</summary>").Line(SourceFile.GeneratedCode);
        using var body = writer.Open($"file static class {names.Short(names.Methods)}");
        var isFirst = true;
        foreach (var call in client.Calls.Where(static call => call.Kind != CallKind.Watch))
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
                CollectionEmitter.Emit(writer, data, Helper(call), call.Target, isWritten: false);
            }

            if (call.Body is { } arguments)
            {
                CollectionEmitter.Emit(writer, arguments, call.Key + "Body", call.Target, isRead: false);
            }
        }
    }

    /// <summary>The type that a descriptor writes.</summary>
    public static string Parameters(CallModel call) => call.Body is { } body ? CSharpType.Of(body) : call.Arguments.ValueType;

    private static void EmitDescriptor(SourceWriter writer, CallModel call)
    {
        var parameters = Parameters(call);
        var data = call.Data is null ? "" : CSharpType.Of(call.Data);
        var (result, factory, isRead) = call.Result switch
        {
            CallResult.Nothing => ("bool", $"Done<{parameters}>", false),
            CallResult.Bytes => ("byte[]", $"Bytes<{parameters}>", false),
            CallResult.Memory => ("global::System.ReadOnlyMemory<byte>", $"Memory<{parameters}>", false),
            CallResult.Raw => ($"global::Mcp.Mcp{call.Kind}Result", $"Raw<{parameters}>", false),
            CallResult.Items => ($"global::System.Collections.Generic.IReadOnlyList<global::Mcp.{(call.Kind == CallKind.Prompt ? "McpPromptMessage" : "McpResourceContents")}>", $"Items<{parameters}>", false),
            CallResult.TypedText => ("global::Mcp.McpToolResult<string>", $"TextResult<{parameters}>", false),
            CallResult.TypedData => ($"global::Mcp.McpToolResult<{data}>", $"Result<{parameters}, {data}>", true),
            CallResult.Whole => (data, $"Whole<{parameters}, {data}>", true),
            CallResult.Data => (data, $"Data<{parameters}, {data}>", true),
            _ => ("string", $"Text<{parameters}>", false),
        };
        var hasForm = isRead && call.Kind == CallKind.Tool && call.Result != CallResult.Whole && call.Form != "Whole";
        writer.Line($"/// <summary>The {call.Kind.ToString().ToLowerInvariant()} <c>{DocComment.Escape(call.Target)}</c>.</summary>");
        writer.Line($"public static readonly global::Mcp.McpMethod<{parameters}, {result}> {Identifiers.Escape(call.Key)} =");
        using var indented = writer.Indent();
        writer.Line($"global::Mcp.Mcp{call.Kind}Method.{factory}(\n    {Identifiers.Literal(call.Target)},\n    {Writer(call)}"
            + (isRead ? $",\n    {Reader(call)}" : "")
            + (hasForm ? $",\n    global::Mcp.McpDataForm.{call.Form})" : ")")
            + (call.IsIdempotent ? ".WithRetry(global::Mcp.McpRetry.Safe);" : ";"));
    }

    private static string Writer(CallModel call) => call.Body switch
    {
        null => call.Arguments.ValueType + ".Write",
        { Serializer.Length: > 0 } body => body.Serializer + ".Write",
        var body => $"static (writer, value) => {CSharpType.Write(body, "value", call.Key + "Body").TrimEnd(';')}",
    };

    private static string Reader(CallModel call) => call.Data! switch
    {
        { Shape: TypeShape.Named, Serializer.Length: > 0 } type => type.Serializer + ".Read",
        { Shape: TypeShape.Named } type => type.Name + ".Read",
        { IsCollection: true } => "Read" + Helper(call),
        var type => $"static (ref {CSharpType.Reader} reader) => {CSharpType.Read(type, "")}",
    };

    private static string Helper(CallModel call) => call.Key + "Result";
}
