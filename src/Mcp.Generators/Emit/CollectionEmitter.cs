using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>The reader and writer of a list or map member, as private methods of the type that has it.</summary>
internal static class CollectionEmitter
{
    /// <param name="writer">Where to.</param>
    /// <param name="type">The member's type; nothing is emitted unless it is a collection.</param>
    /// <param name="name">The member's C# name.</param>
    /// <param name="path">The member, for error texts.</param>
    /// <param name="isWritten">Whether the type writes it itself; a request's <c>_meta</c> is written by the runtime.</param>
    /// <param name="isRead">Whether it is read at all.</param>
    public static void Emit(SourceWriter writer, TypeRef type, string name, string path, bool isWritten = true, bool isRead = true)
    {
        if (!type.IsCollection)
        {
            return;
        }

        if (isRead)
        {
            writer.Line();
            EmitReader(writer, type, name, path);
        }

        if (isWritten)
        {
            writer.Line();
            EmitWriter(writer, type, name);
        }

        Emit(writer, type.Element!, name + "Item", path, isWritten, isRead);
    }

    private static void EmitReader(SourceWriter writer, TypeRef type, string name, string path)
    {
        using var body = writer.Open($"private static {CSharpType.Of(type)} Read{name}(ref {CSharpType.Reader} reader)");
        var read = CSharpType.Read(type.Element!, name + "Item");
        if (type.Element!.MayBeNull)
        {
            read = $"reader.ReadNull() ? default({CSharpType.Item(type)}) : {read}";
        }

        if (type.Shape == TypeShape.Map)
        {
            writer
                .Line($"var members = new {CSharpType.Building(type)}(global::System.StringComparer.Ordinal);")
                .Line($"reader.StartObject({Identifiers.Literal(path)});");
            using (writer.Open("while (reader.NextProperty())"))
            {
                writer.Line($"members[reader.GetName()] = {read};");
            }

            writer.Line().Line("return members;");
            return;
        }

        if (type.Shape == TypeShape.OneOrMany)
        {
            using (writer.Open("if (reader.TokenType != global::System.Text.Json.JsonTokenType.StartArray)"))
            {
                writer.Line($"return new {CSharpType.Of(type.Element!)}[] {{ {read} }};");
            }

            writer.Line();
        }

        writer
            .Line($"var items = new {CSharpType.Building(type)}();")
            .Line($"reader.StartArray({Identifiers.Literal(path)});");
        if (type.IsListOfObjects)
        {
            using (writer.Open("for (var index = 0; reader.NextItem(); index++)"))
            using (writer.Open($"if (reader.TryReadItem({Identifiers.Literal(path)}, index, {type.Element!.Name}.Read, out var item))"))
            {
                writer.Line("items.Add(item);");
            }
        }
        else
        {
            using (writer.Open("while (reader.NextItem())"))
            {
                writer.Line($"items.Add({read});");
            }
        }

        writer.Line().Line(type.Container == "[]" ? "return items.ToArray();" : "return items;");
    }

    private static void EmitWriter(SourceWriter writer, TypeRef type, string name)
    {
        using var body = writer.Open($"private static void Write{name}({CSharpType.Writer} writer, {CSharpType.Of(type)} items)");
        if (type.Shape == TypeShape.Map)
        {
            writer.Line("writer.StartObject();");
            using (writer.Open("foreach (var member in items)"))
            {
                writer.Line("writer.Name(member.Key);");
                EmitItem(writer, type, "member.Value", name);
            }

            writer.Line().Line("writer.EndObject();");
            return;
        }

        if (type.Shape == TypeShape.OneOrMany)
        {
            using (writer.Open("if (items.Count == 1)"))
            {
                writer.Line(CSharpType.Write(type.Element!, "items[0]", name + "Item")).Line("return;");
            }

            writer.Line();
        }

        writer.Line("writer.StartArray();");
        var isIndexed = type.Container.Length == 0;
        using (writer.Open(isIndexed ? "for (var i = 0; i < items.Count; i++)" : "foreach (var item in items)"))
        {
            writer.Line("writer.Item();");
            EmitItem(writer, type, isIndexed ? "items[i]" : "item", name);
        }

        writer.Line().Line("writer.EndArray();");
    }

    private static void EmitItem(SourceWriter writer, TypeRef type, string item, string name)
    {
        if (!type.Element!.MayBeNull)
        {
            writer.Line(CSharpType.Write(type.Element!, item, name + "Item"));
            return;
        }

        using (writer.Open($"if ({item} is {{ }} some)"))
        {
            writer.Line(CSharpType.Write(type.Element!, "some", name + "Item"));
        }

        using (writer.Open("else"))
        {
            writer.Line("writer.WriteNull();");
        }
    }
}
