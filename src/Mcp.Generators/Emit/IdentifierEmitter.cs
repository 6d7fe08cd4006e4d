using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>An identifier as a struct that is a string or a number, without boxing: it must go back as the kind it came.</summary>
internal static class IdentifierEmitter
{
    public static string Emit(IdentifierModel model)
    {
        var writer = new SourceWriter();
        var name = model.FullName;
        SourceFile.Begin(writer, model, model.Documentation is null);
        DocComment.Summary(writer, model.Documentation);
        writer.Line(SourceFile.DataType(model.FullName));
        using (writer.Open($"public readonly record struct {model.Name} : global::Mcp.IMcpJsonValue<{name}>"))
        {
            writer.Line(
                $$"""
                private readonly string? _text;
                private readonly long _number;

                /// <summary>An identifier that is a string.</summary>
                public {{model.Name}}(string text)
                {
                    global::System.ArgumentNullException.ThrowIfNull(text);
                    _text = text;
                }

                /// <summary>An identifier that is a number.</summary>
                public {{model.Name}}(long number) => _number = number;

                /// <summary>Whether it is a string; <c>1</c> and <c>"1"</c> differ.</summary>
                public bool IsString => _text is not null;

                /// <summary>Takes a string as an identifier.</summary>
                public static implicit operator {{name}}(string text) => new(text);

                /// <summary>Takes a number as an identifier.</summary>
                public static implicit operator {{name}}(long number) => new(number);

                /// <summary>Gets the number, unless it is a string.</summary>
                public bool TryGetNumber(out long number)
                {
                    number = _number;
                    return _text is null;
                }

                /// <inheritdoc/>
                public static {{name}} Read(ref {{CSharpType.Reader}} reader) =>
                    reader.TokenType == global::System.Text.Json.JsonTokenType.String
                        ? new {{name}}(reader.ReadString())
                        : new {{name}}(reader.ReadInt64());

                /// <inheritdoc/>
                public void Write({{CSharpType.Writer}} writer)
                {
                    if (_text is not null)
                    {
                        writer.WriteString(_text);
                    }
                    else
                    {
                        writer.WriteNumber(_number);
                    }
                }

                /// <summary>The string, or the number's digits.</summary>
                public override string ToString() =>
                    _text ?? _number.ToString(global::System.Globalization.CultureInfo.InvariantCulture);
                """);
        }

        return SourceFile.End(writer, model);
    }
}
