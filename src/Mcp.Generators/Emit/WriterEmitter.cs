using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>The writer of an object. Constants come first: a reader that looks for a discriminator then finds it at once.</summary>
internal static class WriterEmitter
{
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        using var body = writer.Open(Header(writer, model));
        writer.Line("writer.StartObject();");
        foreach (var constant in model.Constants)
        {
            writer
                .Line($"writer.Name({Identifiers.JsonName(constant.JsonName)});")
                .Line($"writer.WriteRaw({Identifiers.Utf8(constant.JsonValue)});");
        }

        foreach (var property in model.Properties)
        {
            EmitProperty(writer, property, model.Target is null ? "" : "self.");
        }

        if (model.IsOpen)
        {
            using (writer.Open("if (AdditionalMembers is not null)"))
            using (writer.Open("foreach (var member in AdditionalMembers)"))
            {
                writer.Line("writer.Name(member.Key);").Line("writer.WriteJson(member.Value);");
            }

            writer.Line();
        }

        writer.Line("writer.EndObject();");
    }

    private static string Header(SourceWriter writer, ObjectModel model)
    {
        if (model.Target is not null)
        {
            return $"public static void Write({CSharpType.Writer} writer, {model.Target} self)";
        }

        writer.Line("/// <inheritdoc/>");
        return $"public {(model.Union is null ? "" : "override ")}void Write({CSharpType.Writer} writer)";
    }

    private static void EmitProperty(SourceWriter writer, PropertyModel property, string owner)
    {
        var name = owner + Identifiers.Escape(property.Name);
        if (property.Presence == Presence.RequestMeta)
        {
            writer.Line($"writer.WriteMeta({name});");
            return;
        }

        if (property.Presence is Presence.Required or Presence.Defaulted)
        {
            EmitValue(writer, property, name);
            return;
        }

        var local = Identifiers.Local(property.Name);
        using (writer.Open($"if ({name} is {{ }} {local})"))
        {
            EmitValue(writer, property, local);
        }

        if (property.Presence == Presence.Nullable)
        {
            using (writer.Open("else"))
            {
                writer.Line($"writer.Name({Identifiers.JsonName(property.JsonName)});").Line("writer.WriteNull();");
            }
        }

        writer.Line();
    }

    private static void EmitValue(SourceWriter writer, PropertyModel property, string value) => writer
        .Line($"writer.Name({Identifiers.JsonName(property.JsonName)});")
        .Line(CSharpType.Write(property.Type, value, property.Name));
}
