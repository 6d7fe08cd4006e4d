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
            EmitProperty(writer, model, property);
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

    private static void EmitProperty(SourceWriter writer, ObjectModel model, PropertyModel property)
    {
        // A name without a capital is that of its local as well.
        var isLocal = Identifiers.Local(property.Name) == Identifiers.Escape(property.Name);
        var name = (model.Target is not null ? "self." : isLocal ? "this." : "") + Identifiers.Escape(property.Name);
        if (property.Presence == Presence.RequestMeta)
        {
            writer.Line($"writer.WriteMeta({name});");
            return;
        }

        if (property.Presence is Presence.Required or Presence.Defaulted)
        {
            EmitAlways(writer, model, property, name);
            return;
        }

        var local = Identifiers.Local(property.Name);
        using (writer.Open($"if ({name} is {{ }} {local})"))
        {
            EmitValue(writer, property, local);
        }

        if (property.Presence == Presence.Nullable || property.Omission == Omission.Never)
        {
            using (writer.Open("else"))
            {
                writer.Line($"writer.Name({Identifiers.JsonName(property.JsonName)});").Line("writer.WriteNull();");
            }
        }

        writer.Line();
    }

    /// <summary>A member that is not null. An app can break that promise, and then hears which member it was.</summary>
    private static void EmitAlways(SourceWriter writer, ObjectModel model, PropertyModel property, string name)
    {
        if (model.Target is null || (model.IsChecked && property.Omission != Omission.Default))
        {
            EmitValue(writer, property, name);
        }
        else if (!property.Type.IsValueType)
        {
            EmitValue(writer, property, $"({name} ?? throw {CSharpType.Writer}.NullMember({Identifiers.Literal(model.Label)}, {Identifiers.Literal(property.JsonName)}))");
        }
        else if (property.Omission == Omission.Default)
        {
            var comparer = $"global::System.Collections.Generic.EqualityComparer<{CSharpType.Of(property.Type)}>.Default";
            using (writer.Open($"if (!{comparer}.Equals({name}, default))"))
            {
                EmitValue(writer, property, name);
            }

            writer.Line();
        }
        else
        {
            EmitValue(writer, property, name);
        }
    }

    private static void EmitValue(SourceWriter writer, PropertyModel property, string value) => writer
        .Line($"writer.Name({Identifiers.JsonName(property.JsonName)});")
        .Line(CSharpType.Write(property.Type, value, property.Helper));
}
