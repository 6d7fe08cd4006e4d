using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>The static reader of an object: one pass over its members, then the record.</summary>
internal static class ReaderEmitter
{
    public static void Emit(SourceWriter writer, ObjectModel model)
    {
        if (model.Target is null)
        {
            writer.Line("/// <inheritdoc/>");
        }

        var hides = model.Union is null ? "" : "new ";
        using var body = writer.Open($"public static {hides}{model.ValueType} Read(ref {CSharpType.Reader} reader)");
        foreach (var property in model.Properties.Where(static property => property.Placement != Placement.None))
        {
            writer.Line($"{CSharpType.Of(property.Type)}? {Identifiers.Local(property.Name)} = null;");
        }

        if (model.IsOpen)
        {
            writer.Line($"{CSharpType.Building(TypeRef.JsonMap)}? additional = null;");
        }

        if (model.HasRejected)
        {
            writer.Line("var mark = reader.BeginResult();");
        }

        writer.Line($"reader.StartObject({Identifiers.Literal(model.Label)});");
        using (writer.Open("while (reader.NextProperty())"))
        {
            PropertyDispatch.Emit(writer, Branches(model).ToList(), Otherwise(model));
        }

        writer.Line();
        var setters = model.Properties.Where(static property => property.Placement == Placement.Setter).ToList();
        EmitObject(writer, model, setters.Count == 0 ? "return" : "var self =");
        if (setters.Count > 0)
        {
            EmitSetters(writer, setters);
        }
    }

    private static void EmitObject(SourceWriter writer, ObjectModel model, string start)
    {
        var arguments = string.Join(", ", model.Properties
            .Where(static property => property.Placement == Placement.Argument)
            .OrderBy(static property => property.ArgumentIndex)
            .Select(property => Value(model, property)));
        var members = model.Properties.Where(static property => property.Placement == Placement.Initializer).ToList();
        if (model.Target is not null && members.Count == 0)
        {
            writer.Line($"{start} new {model.Target}({arguments});");
            return;
        }

        using (writer.Open($"{start} new {model.ValueType}{(arguments.Length == 0 ? "" : $"({arguments})")}", "};"))
        {
            foreach (var property in members)
            {
                writer.Line($"{Identifiers.Escape(property.Name)} = {Value(model, property)},");
            }

            if (model.IsOpen)
            {
                writer.Line("AdditionalMembers = additional,");
            }

            if (model.HasRejected)
            {
                writer.Line("Rejected = reader.EndResult(mark),");
            }
        }
    }

    private static void EmitSetters(SourceWriter writer, IEnumerable<PropertyModel> properties)
    {
        foreach (var property in properties)
        {
            var local = Identifiers.Local(property.Name);
            using (writer.Open($"if ({local} is not null)"))
            {
                var isNullable = property.Type.IsValueType && property.Presence != Presence.Optional;
                writer.Line($"self.{Identifiers.Escape(property.Name)} = {local}{(isNullable ? ".Value" : "")};");
            }

            writer.Line();
        }

        writer.Line("return self;");
    }

    private static IEnumerable<(string Name, string Statement)> Branches(ObjectModel model)
    {
        if (model.IsOpen)
        {
            foreach (var constant in model.Constants)
            {
                yield return (constant.JsonName, "reader.Skip();");
            }
        }

        foreach (var property in model.Properties.Where(static property => property.Placement != Placement.None))
        {
            var read = CSharpType.Read(property.Type, property.Helper);
            var mayBeNull = property.Presence != Presence.Required && !property.Type.NullIsValue;

            // A bare null would become a struct through its conversion from string.
            var unset = property.Type is { Shape: TypeShape.Named, IsValueType: true } ? $"default({property.Type.Name}?)" : "null";
            yield return (property.JsonName, $"{Identifiers.Local(property.Name)} = {(mayBeNull ? $"reader.ReadNull() ? {unset} : " : "")}{read};");
        }
    }

    private static string Otherwise(ObjectModel model) => model.IsOpen
        ? "(additional ??= new(global::System.StringComparer.Ordinal))[reader.GetName()] = reader.ReadJson();"
        : "reader.Skip();";

    private static string Value(ObjectModel model, PropertyModel property)
    {
        var local = Identifiers.Local(property.Name);
        return property.Presence switch
        {
            Presence.Required => $"{local} ?? throw reader.Missing({Identifiers.Literal(model.Label)}, {Identifiers.Literal(property.JsonName)})",
            Presence.Defaulted => $"{local} ?? {CSharpType.Constant(property.Type, property.Default)}",
            _ => local,
        };
    }
}
