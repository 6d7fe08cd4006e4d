using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>A union as an abstract record; the cases derive from it. Its unknown case stands in the same file.</summary>
internal static class UnionEmitter
{
    public static string Emit(UnionModel model)
    {
        var writer = new SourceWriter();
        SourceFile.Begin(writer, model, model.Documentation is null);
        DocComment.Summary(writer, model.Documentation);
        writer.Line(SourceFile.DataType(model.FullName));
        using (writer.Open($"public abstract record {model.Name} : global::Mcp.IMcpJsonValue<{model.FullName}>"))
        {
            using (writer.Open($"private protected {model.Name}()"))
            {
            }

            writer.Line();
            EmitRead(writer, model);
            writer
                .Line()
                .Line("/// <inheritdoc/>")
                .Line($"public abstract void Write({CSharpType.Writer} writer);");
        }

        writer.Line();
        EmitUnknown(writer, model);
        return SourceFile.End(writer, model);
    }

    private static void EmitRead(SourceWriter writer, UnionModel model)
    {
        writer.Line("/// <inheritdoc/>");
        using var body = writer.Open($"public static {model.FullName} Read(ref {CSharpType.Reader} reader)");
        if (model.Cases.FirstOrDefault(static @case => @case.Tag is not null)?.Tag is { } tag)
        {
            writer.Line($"var tag = reader.Find({Identifiers.Utf8(tag)});");
        }

        foreach (var @case in model.Cases)
        {
            using (writer.Open($"if ({Test(@case)})"))
            {
                writer.Line($"return {@case.Type}.Read(ref reader);");
            }

            writer.Line();
        }

        writer.Line($"return global::{model.Namespace}.{model.UnknownName}.Read(ref reader);");
    }

    private static void EmitUnknown(SourceWriter writer, UnionModel model)
    {
        var name = $"global::{model.Namespace}.{model.UnknownName}";
        writer
            .Line($"/// <summary>A <see cref=\"{model.FullName}\"/> that {(model.Within is null ? "this revision" : "the pin")} does not know, kept as it came.</summary>")
            .Line(SourceFile.DataType(name));
        using var body = writer.Open($"public sealed record {model.UnknownName} : {model.FullName}, global::Mcp.IMcpJsonValue<{name}>");
        writer
            .Line("/// <summary>The whole value.</summary>")
            .Line($"public required {CSharpType.Json} Json {{ get; init; }}")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line($"public static new {name} Read(ref {CSharpType.Reader} reader) => new() {{ Json = reader.ReadJson() }};")
            .Line()
            .Line("/// <inheritdoc/>")
            .Line($"public override void Write({CSharpType.Writer} writer) => writer.WriteJson(Json);");
    }

    private static string Test(UnionCase @case)
    {
        var tests = @case.TagValues.Select(static value => $"tag.ValueIs({Identifiers.Utf8(value)})");
        if (@case.TagMayBeAbsent)
        {
            tests = tests.Append($"tag.TokenType == {NoToken}");
        }

        var tag = string.Join(" || ", tests);
        if (@case.Present.Count == 0)
        {
            return tag;
        }

        var find = string.Concat(@case.Present.Select(static step => $".Find({Identifiers.Utf8(step)})"));
        var present = $"reader{find}.TokenType != {NoToken}";
        return tag.Length == 0 ? present : tag.Contains("||") ? $"({tag}) && {present}" : $"{tag} && {present}";
    }

    private const string NoToken = "global::System.Text.Json.JsonTokenType.None";
}
