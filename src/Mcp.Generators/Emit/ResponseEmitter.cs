using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>What a handler may answer where a question may come instead of the result: a struct that either converts to.</summary>
internal static class ResponseEmitter
{
    public static string Emit(ResponseModel model)
    {
        var writer = new SourceWriter();
        var name = model.FullName;
        SourceFile.Begin(writer, model.Namespace);
        writer
            .Line("/// <summary>The answer to a request: its result, or what is needed from the client first.</summary>")
            .Line(SourceFile.GeneratedCode);
        using (writer.Open($"public readonly record struct {model.Name} : global::Mcp.IMcpJsonValue<{name}>"))
        {
            writer.Line(
                $$"""
                /// <summary>Answers with the result.</summary>
                public {{model.Name}}({{model.Result}} result) => Result = result;

                /// <summary>Answers with questions; the client repeats the request with its replies.</summary>
                public {{model.Name}}({{model.Question}} inputRequired) => InputRequired = inputRequired;

                /// <summary>The result, unless input is required.</summary>
                public {{model.Result}}? Result { get; }

                /// <summary>What is needed from the client first, unless there is a result.</summary>
                public {{model.Question}}? InputRequired { get; }

                /// <summary>Answers with the result.</summary>
                public static implicit operator {{name}}({{model.Result}} result) => new(result);

                /// <summary>Answers with questions.</summary>
                public static implicit operator {{name}}({{model.Question}} inputRequired) => new(inputRequired);

                /// <inheritdoc/>
                public static {{name}} Read(ref {{CSharpType.Reader}} reader) =>
                    reader.Find("resultType"u8).ValueIs({{Identifiers.Utf8(model.QuestionTag)}})
                        ? {{model.Question}}.Read(ref reader)
                        : {{model.Result}}.Read(ref reader);

                /// <inheritdoc/>
                public void Write({{CSharpType.Writer}} writer)
                {
                    if (InputRequired is not null)
                    {
                        InputRequired.Write(writer);
                        return;
                    }

                    if (Result is null)
                    {
                        throw new global::System.InvalidOperationException("{{model.Name}} has neither a result nor questions.");
                    }

                    Result.Write(writer);
                }
                """);
        }

        return writer.ToString();
    }
}
