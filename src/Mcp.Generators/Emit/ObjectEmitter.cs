using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>An object as a sealed record with its reader and writer.</summary>
internal static class ObjectEmitter
{
    private const string Bytes = "global::System.ReadOnlyMemory<byte>";

    public static string Emit(ObjectModel model)
    {
        var writer = new SourceWriter();
        SourceFile.Begin(writer, model, model.Documentation is null || model.Properties.Any(static p => p.Documentation is null));
        DocComment.Summary(writer, model.Documentation);
        writer.Line(SourceFile.DataType(model.FullName));
        var bases = (model.Union is { } union ? union + ", " : "") + $"global::Mcp.IMcpJsonValue<{model.FullName}>";
        using (writer.Open($"public sealed record {model.Name} : {bases}"))
        {
            foreach (var property in model.Properties)
            {
                EmitProperty(writer, property);
                if (property.IsBase64)
                {
                    EmitDecode(writer, property);
                }
            }

            if (model.IsOpen)
            {
                writer
                    .Line($"/// <summary>Members that {(model.Within is null ? "this revision" : "the pin")} does not know, as they came; null when there are none.</summary>")
                    .Line($"public {CSharpType.Additional} AdditionalMembers {{ get; init; }}")
                    .Line();
            }

            if (model.HasRejected)
            {
                writer
                    .Line("/// <summary>Items that are left out of the lists of this result because they could not be read; not on the wire, not compared.</summary>")
                    .Line($"public {CSharpType.Rejected} Rejected {{ get; init; }} = [];")
                    .Line();
            }

            ReaderEmitter.Emit(writer, model);
            writer.Line();
            WriterEmitter.Emit(writer, model);
            EqualityEmitter.Emit(writer, model);
            foreach (var property in model.Properties)
            {
                var path = $"{model.Name}.{property.JsonName}";
                CollectionEmitter.Emit(writer, property.Type, property.Helper, path, property.Presence != Presence.RequestMeta);
            }
        }

        return SourceFile.End(writer, model);
    }

    private static void EmitDecode(SourceWriter writer, PropertyModel property)
    {
        var name = Identifiers.Escape(property.Name);
        var isOptional = property.Presence == Presence.Optional;
        writer
            .Line($"/// <summary>The bytes that <see cref=\"{name}\"/> stands for, decoded each time{(isOptional ? "; null when it is unset" : "")}.</summary>")
            .Line("/// <exception cref=\"global::Mcp.McpPayloadException\">The text is no base64.</exception>")
            .Line(isOptional
                ? $"public {Bytes}? Decode{property.Name}() => {name} is {{ }} text ? global::Mcp.McpBase64.Decode(text) : null;"
                : $"public {Bytes} Decode{property.Name}() => global::Mcp.McpBase64.Decode({name});")
            .Line();
    }

    private static void EmitProperty(SourceWriter writer, PropertyModel property)
    {
        DocComment.Summary(writer, property.Documentation);
        var type = CSharpType.Of(property.Type);
        var name = Identifiers.Escape(property.Name);
        writer.Line(property.Presence switch
        {
            Presence.Required => $"public required {type} {name} {{ get; init; }}",
            Presence.Nullable => $"public required {type}? {name} {{ get; init; }}",
            Presence.Defaulted => $"public {type} {name} {{ get; init; }} = {CSharpType.Constant(property.Type, property.Default)};",
            _ => $"public {type}? {name} {{ get; init; }}",
        }).Line();
    }
}
