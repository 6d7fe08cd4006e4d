using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>What a handler may answer where something else may come instead of the result: a struct that either converts to.</summary>
internal static class ResponseEmitter
{
    public static string Emit(ResponseModel model)
    {
        var writer = new SourceWriter();
        var name = model.FullName;
        var local = Identifiers.Local(model.OtherName);
        var test = model.OtherTagValue is { } value ? $"ValueIs({Identifiers.Utf8(value)})" : "TokenType == global::System.Text.Json.JsonTokenType.StartObject";
        SourceFile.Begin(writer, model.Namespace);
        writer
            .Line($"/// <summary>The answer to a request: its result, or {model.OtherText}.</summary>")
            .Line(SourceFile.DataType(name));
        using (writer.Open($"public readonly record struct {model.Name} : global::Mcp.IMcpJsonValue<{name}>"))
        {
            writer.Line(
                $$"""
                /// <summary>Answers with the result.</summary>
                public {{model.Name}}({{model.Result}} result) => Result = result;

                /// <summary>Answers with {{model.OtherText}}.</summary>
                public {{model.Name}}({{model.Other}} {{local}}) => {{model.OtherName}} = {{local}};

                /// <summary>The result; null when something else came instead.</summary>
                public {{model.Result}}? Result { get; }

                /// <summary>Instead of the result: {{model.OtherText}}; null when there is a result.</summary>
                public {{model.Other}}? {{model.OtherName}} { get; }

                /// <summary>Answers with the result.</summary>
                public static implicit operator {{name}}({{model.Result}} result) => new(result);

                /// <summary>Answers with {{model.OtherText}}.</summary>
                public static implicit operator {{name}}({{model.Other}} {{local}}) => new({{local}});

                /// <inheritdoc/>
                public static {{name}} Read(ref {{CSharpType.Reader}} reader) =>
                    reader.Find({{Identifiers.Utf8(model.OtherTag)}}).{{test}}
                        ? {{model.Other}}.Read(ref reader)
                        : {{model.Result}}.Read(ref reader);

                /// <inheritdoc/>
                public void Write({{CSharpType.Writer}} writer)
                {
                    if ({{model.OtherName}} is not null)
                    {
                        {{model.OtherName}}.Write(writer);
                        return;
                    }

                    if (Result is null)
                    {
                        throw new global::System.InvalidOperationException("{{model.Name}} is empty: it has neither a Result nor {{model.OtherName}}.");
                    }

                    Result.Write(writer);
                }
                """);
        }

        return writer.ToString();
    }
}
