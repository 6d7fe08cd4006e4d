using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>An enum as a struct around its text, so that a value which a later revision adds survives.</summary>
internal static class EnumEmitter
{
    public static string Emit(EnumModel model)
    {
        var writer = new SourceWriter();
        SourceFile.Begin(writer, model, model.Documentation is null || model.Values.Any(static value => value.Documentation is null));
        DocComment.Summary(writer, model.Documentation);
        writer.Line(SourceFile.DataType(model.FullName));
        using (writer.Open($"public readonly record struct {model.Name} : global::Mcp.IMcpJsonValue<{model.FullName}>"))
        {
            writer
                .Line("private readonly string? _value;")
                .Line()
                .Line("/// <summary>A value by its text, known or not.</summary>")
                .Line($"public {model.Name}(string value) => _value = value;")
                .Line();
            foreach (var value in model.Values)
            {
                DocComment.Summary(writer, value.Documentation);
                writer
                    .Line($"public static {model.FullName} {Identifiers.Escape(value.Name)} => new({Identifiers.Literal(value.Text)});")
                    .Line();
            }

            writer
                .Line("/// <summary>The text on the wire.</summary>")
                .Line("public string Value => _value ?? \"\";")
                .Line()
                .Line("/// <inheritdoc/>");
            EmitRead(writer, model);
            writer
                .Line()
                .Line("/// <inheritdoc/>")
                .Line($"public void Write({CSharpType.Writer} writer) => writer.WriteString(Value);")
                .Line()
                .Line("/// <inheritdoc/>")
                .Line("public override string ToString() => Value;");
        }

        return SourceFile.End(writer, model);
    }

    private static void EmitRead(SourceWriter writer, EnumModel model)
    {
        using var body = writer.Open($"public static {model.FullName} Read(ref {CSharpType.Reader} reader)");
        foreach (var value in model.Values)
        {
            using (writer.Open($"if (reader.ValueIs({Identifiers.Utf8(value.Text)}))"))
            {
                writer.Line($"return {Identifiers.Escape(value.Name)};");
            }

            writer.Line();
        }

        writer.Line($"return new {model.FullName}(reader.ReadString());");
    }
}
