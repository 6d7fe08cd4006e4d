using System;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Models;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Symbols;

/// <summary>A method's return type → what is made of the answer.</summary>
internal sealed class ResultReader(TypeReader types, ContractSettings settings, Func<ISymbol, bool> checkRevision, Action<ContractProblem> report)
{
    public CallModel? Read(CallModel call, IMethodSymbol method)
    {
        var type = method.ReturnType as INamedTypeSymbol;
        var name = type is null ? "" : SymbolText.Name(type);
        call = call with { IsTask = name is KnownSymbols.Task or KnownSymbols.Task + "<TResult>" };
        switch (name)
        {
            case KnownSymbols.Task or KnownSymbols.ValueTask when call.Kind == CallKind.Tool:
                return call;
            case KnownSymbols.Task or KnownSymbols.ValueTask:
                return Wrong(method, $"a {call.Kind.ToString().ToLowerInvariant()} is asked for what it holds, so it must return Task<T> or ValueTask<T>");
            case KnownSymbols.Task + "<TResult>" or KnownSymbols.ValueTask + "<TResult>":
                return Read(call, method, type!.TypeArguments[0]);
            default:
                return Wrong(method, "it must return Task, Task<T>, ValueTask or ValueTask<T>, or IAsyncEnumerable<T> of what a server tells by itself");
        }
    }

    private CallModel? Read(CallModel call, IMethodSymbol method, ITypeSymbol type)
    {
        if (TypeReader.IsNullable(type) && type.NullableAnnotation != NullableAnnotation.None)
        {
            return Wrong(method, "a result is never null, so write the type without '?'");
        }

        if (type.SpecialType == SpecialType.System_String)
        {
            return call with { Result = CallResult.Text };
        }

        if (call.Kind != CallKind.Prompt && !settings.Covers(type) && ScalarTypes.OfBytes(type) is { } bytes)
        {
            return call with { Result = bytes.Shape == TypeShape.Scalar && bytes.IsValueType ? CallResult.Memory : CallResult.Bytes };
        }

        if (IsWhole(call.Kind, type))
        {
            return Data(call with { Result = CallResult.Whole }, method, type);
        }

        if (IsItems(call.Kind, type))
        {
            return call with { Result = CallResult.Items };
        }

        if (call.Kind == CallKind.Prompt)
        {
            return KnownSymbols.Is(type, KnownSymbols.PromptResult)
                ? call with { Result = CallResult.Raw }
                : Wrong(method, "a prompt is read as string, IReadOnlyList<McpPromptMessage>, McpPromptResult or a revision's GetPromptResult");
        }

        if (call.Kind == CallKind.Tool && KnownSymbols.Is(type, KnownSymbols.ToolResult))
        {
            return call with { Result = CallResult.Raw };
        }

        if (call.Kind == CallKind.Tool && KnownSymbols.Is(type, KnownSymbols.TypedToolResult))
        {
            var inner = ((INamedTypeSymbol)type).TypeArguments[0];
            return inner.SpecialType == SpecialType.System_String
                ? call with { Result = CallResult.TypedText }
                : Data(call with { Result = CallResult.TypedData }, method, inner);
        }

        return Data(call with { Result = CallResult.Data }, method, type);
    }

    private CallModel? Data(CallModel call, IMethodSymbol method, ITypeSymbol type)
    {
        if (types.Read(type, out var refusal) is { } data)
        {
            return checkRevision(method) ? call with { Data = data, Form = Form(data, type) } : null;
        }

        var descriptor = refusal!.Descriptor == JsonDescriptors.NotPlainData && settings.JsonContext is not null ? JsonDescriptors.NotCovered : refusal.Descriptor;
        report(new(descriptor, method, ProblemPart.Type, TypeReader.Short(type), refusal.Text));
        return null;
    }

    /// <summary>Whether a type of a revision is the whole answer, and not data within it.</summary>
    private static bool IsWhole(CallKind kind, ITypeSymbol type) => type.Name == kind switch
    {
        CallKind.Tool => "CallToolResult",
        CallKind.Prompt => "GetPromptResult",
        _ => "ReadResourceResult",
    } && KnownSymbols.ReadsItself(type);

    private static bool IsItems(CallKind kind, ITypeSymbol type)
        => kind != CallKind.Tool
            && KnownSymbols.Is(type, KnownSymbols.ReadOnlyList)
            && KnownSymbols.Is(((INamedTypeSymbol)type).TypeArguments[0], kind == CallKind.Prompt ? KnownSymbols.PromptMessage : KnownSymbols.ResourceContents);

    /// <summary>What the data looks like in JSON: a name of the runtime's <c>McpDataForm</c>.</summary>
    private static string Form(TypeRef data, ITypeSymbol type) => data switch
    {
        { Shape: TypeShape.Map or TypeShape.Json } or { Shape: TypeShape.Scalar, Accessor: "JsonElement" } => "Whole",
        { Shape: TypeShape.Named } => type.TypeKind == TypeKind.Enum ? "Text" : type.TypeKind == TypeKind.Array || CollectionReader.ShapeOf(type) is { IsMap: false } ? "Value" : "Whole",
        { Shape: TypeShape.Scalar, Accessor: "Byte" or "SByte" or "Int16" or "UInt16" or "UInt32" or "UInt64" or "Single" or "Decimal" } => "Value",
        { Shape: TypeShape.Scalar } => "Text",
        _ => "Value",
    };

    private CallModel? Wrong(IMethodSymbol method, string reason)
    {
        report(new(ContractDescriptors.WrongReturn, method, ProblemPart.Type, method.Name, reason));
        return null;
    }
}
