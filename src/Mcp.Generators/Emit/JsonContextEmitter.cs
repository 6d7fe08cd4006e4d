using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>
/// The context of a revision. It asks for each type by comparison, since a table of types would keep all of them in a native
/// executable, and it binds what it gives to whichever options ask, since it may be one resolver among several.
/// </summary>
internal static class JsonContextEmitter
{
    private const string Name = "McpJsonContext";
    private const string Json = "global::System.Text.Json.";
    private const string Metadata = Json + "Serialization.Metadata.";
    private const string Collections = "global::System.Collections.Generic.";

    public static SourceFile Emit(ContextModel model)
    {
        var writer = new SourceWriter();
        SourceFile.Begin(writer, model.Namespace);
        writer
            .Line($"/// <summary>The types of revision {model.Date} for <c>JsonSerializer</c>, alone and, where it can be more than one, in lists, arrays and dictionaries by name. Thread-safe.</summary>")
            .Line(SourceFile.GeneratedCode);
        using (writer.Open($"public sealed class {Name} : {Json}Serialization.JsonSerializerContext, {Metadata}IJsonTypeInfoResolver"))
        {
            EmitContext(writer, model);
            foreach (var type in model.Types)
            {
                EmitProperty(writer, model, type);
            }

            EmitCreate(writer, model.Namespace, model.Types, "Create", "CreateCollection(type, options)", Values);
            writer.Line();
            EmitCreate(writer, model.Namespace, model.Types.Where(static type => type.IsListed), "CreateCollection", "null", Lists);
        }

        return new SourceFile($"{model.Namespace}.{Name}.g.cs", writer.ToString());
    }

    private static void EmitContext(SourceWriter writer, ContextModel model) => writer.Line(
        $$"""
        private static global::{{model.Namespace}}.{{Name}}? s_default;

        /// <summary>A context over options of its own.</summary>
        public {{Name}}()
            : base(null)
        {
        }

        /// <summary>A context over these options, which become read-only.</summary>
        public {{Name}}({{Json}}JsonSerializerOptions options)
            : base(options)
        {
        }

        /// <summary>The context for everyday use. It is created when it is first asked for.</summary>
        public static global::{{model.Namespace}}.{{Name}} Default => s_default ??= new();

        /// <inheritdoc/>
        protected override {{Json}}JsonSerializerOptions? GeneratedSerializerOptions => null;

        /// <inheritdoc/>
        public override {{Metadata}}JsonTypeInfo? GetTypeInfo(global::System.Type type)
        {
            Options.TryGetTypeInfo(type, out var info);
            return info;
        }

        {{Metadata}}JsonTypeInfo? {{Metadata}}IJsonTypeInfoResolver.GetTypeInfo(
            global::System.Type type, {{Json}}JsonSerializerOptions options) => Create(type, options);

        """);

    private static void EmitProperty(SourceWriter writer, ContextModel model, ContextType type)
    {
        var full = Full(model.Namespace, type);
        var info = $"{Metadata}JsonTypeInfo<{full}>";
        var name = type.Name is "Default" or "Options" ? type.Name + "Type" : type.Name;
        writer
            .Line($"/// <summary>How <see cref=\"{full}\"/> is read and written.</summary>")
            .Line($"public {info} {name} =>")
            .Line($"    ({info})Options.GetTypeInfo(typeof({full}));")
            .Line();
    }

    private delegate IEnumerable<(string Type, string Factory)> Shapes(string type, bool isValueType);

    private static IEnumerable<(string Type, string Factory)> Values(string type, bool isValueType)
    {
        yield return (type, "Value");
        if (isValueType)
        {
            yield return (type + "?", "Nullable");
        }
    }

    private static IEnumerable<(string Type, string Factory)> Lists(string type, bool isValueType)
    {
        yield return ($"{Collections}List<{type}>", "List");
        yield return ($"{Collections}IReadOnlyList<{type}>", "ReadOnlyList");
        yield return (type + "[]", "Array");
        yield return ($"{Collections}Dictionary<string, {type}>", "Dictionary");
    }

    private static void EmitCreate(SourceWriter writer, string @namespace, IEnumerable<ContextType> types, string name, string otherwise, Shapes shapes)
    {
        using var body = writer.Open($"private static {Metadata}JsonTypeInfo? {name}(global::System.Type type, {Json}JsonSerializerOptions options)");
        foreach (var type in types)
        {
            var full = Full(@namespace, type);
            foreach (var (shape, factory) in shapes(full, type.IsValueType))
            {
                writer.Line($"if (type == typeof({shape})) return global::Mcp.McpJsonTypeInfo.{factory}<{full}>(options);");
            }
        }

        writer.Line($"return {otherwise};");
    }

    private static string Full(string @namespace, ContextType type) => $"global::{@namespace}.{type.Name}";
}
