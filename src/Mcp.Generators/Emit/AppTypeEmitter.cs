using System;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>The static class that reads and writes a type of the app.</summary>
internal static class AppTypeEmitter
{
    public static string Emit(TypeModel type)
    {
        var writer = new SourceWriter();
        SourceFile.Begin(writer, type.Namespace);
        writer
            .Line(type is CoveredModel ? $"/// <summary>Reads and writes {DocComment.Escape(type.Target!)}.</summary>" : $"/// <summary>Reads and writes <see cref=\"{type.Target}\"/>.</summary>")
            .Line(SourceFile.GeneratedCode);
        using (writer.Open($"internal static class {type.Name}"))
        {
            switch (type)
            {
                case ObjectModel model:
                    EmitObject(writer, model);
                    break;
                case EnumModel model:
                    EmitEnum(writer, model);
                    break;
                case CoveredModel model:
                    EmitContext(writer, model);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(type));
            }
        }

        return writer.ToString();
    }

    private static void EmitObject(SourceWriter writer, ObjectModel model)
    {
        ReaderEmitter.Emit(writer, model);
        writer.Line();
        WriterEmitter.Emit(writer, model);
        foreach (var property in model.Properties)
        {
            CollectionEmitter.Emit(writer, property.Type, property.Helper, $"{model.Label}.{property.JsonName}", isRead: property.Placement != Placement.None);
        }
    }

    private static void EmitContext(SourceWriter writer, CoveredModel model)
    {
        const string Info = "global::System.Text.Json.Serialization.Metadata.JsonTypeInfo";
        writer
            .Line($"private static readonly {Info} Info =")
            .Line($"    ((global::System.Text.Json.Serialization.JsonSerializerContext){model.Context}.Default).GetTypeInfo(typeof({model.Target}))")
            .Line($"    ?? throw new global::System.InvalidOperationException({Identifiers.Literal($"{model.Context} does not cover {model.Label}.")});")
            .Line()
            .Line($"public static {model.Target} Read(ref {CSharpType.Reader} reader) => global::Mcp.McpTypeInfo.Read<{model.Target}>(ref reader, Info);")
            .Line()
            .Line($"public static void Write({CSharpType.Writer} writer, {model.Target} self) => global::Mcp.McpTypeInfo.Write(writer, self, Info);");
    }

    private static void EmitEnum(SourceWriter writer, EnumModel model)
    {
        using (writer.Open($"public static {model.Target} Read(ref {CSharpType.Reader} reader)"))
        {
            foreach (var value in model.Values)
            {
                using (writer.Open($"if (reader.ValueIs({Identifiers.Utf8(value.Text)}))"))
                {
                    writer.Line($"return {model.Target}.{Identifiers.Escape(value.Name)};");
                }

                writer.Line();
            }

            var known = string.Join(", ", model.Values.Select(static value => value.Text));
            writer.Line($"throw reader.Unexpected({Identifiers.Literal(model.Label)}, {Identifiers.Literal("one of " + known)});");
        }

        writer.Line();
        using var body = writer.Open($"public static void Write({CSharpType.Writer} writer, {model.Target} self)");
        using var block = writer.Open("writer.WriteString(self switch", "});");
        foreach (var value in model.Values)
        {
            writer.Line($"{model.Target}.{Identifiers.Escape(value.Name)} => {Identifiers.Literal(value.Text)},");
        }

        writer.Line($"_ => throw new global::Mcp.McpPayloadException($\"{{(long)self}} is no value of {model.Label}.\"),");
    }
}
