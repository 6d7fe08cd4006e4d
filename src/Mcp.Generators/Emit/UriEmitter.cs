using System.Linq;
using Mcp.Generators.Json;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>A URI template → the statements that write an address.</summary>
internal static class UriEmitter
{
    public static void Emit(SourceWriter writer, CallModel call)
    {
        using var body = writer.Open($"public static void Write({CSharpType.Writer} writer, {call.Arguments.ValueType} self)");
        foreach (var part in call.Template)
        {
            if (part.Text.Length > 0)
            {
                EmitText(writer, part.Text);
            }
            else
            {
                EmitGroup(writer, call, part);
            }
        }
    }

    private static void EmitText(SourceWriter writer, string text)
    {
        var quoted = JsonText.Quote(text);
        writer.Line($"writer.WriteRaw({Identifiers.Utf8(quoted.Substring(1, quoted.Length - 2))});");
    }

    private static void EmitGroup(SourceWriter writer, CallModel call, UriPart part)
    {
        var variables = part.Variables
            .Select(variable => (Name: variable, Property: call.Arguments.Properties.First(property => property.JsonName == variable)))
            .ToList();
        var counts = variables.Count > 1 && variables.Any(static variable => variable.Property.Presence == Presence.Optional);
        var flag = $"any{string.Concat(part.Variables.Select(static name => "_" + name.Replace('.', '_')))}";
        if (counts)
        {
            writer.Line($"var {flag} = false;");
        }

        for (var i = 0; i < variables.Count; i++)
        {
            var (name, property) = variables[i];
            var start = counts ? null : i == 0 ? part.First : part.Separator;
            var member = "self." + Identifiers.Escape(property.Name);
            if (property.Presence != Presence.Optional)
            {
                EmitVariable(writer, part, name, member, start, flag);
                continue;
            }

            var local = Identifiers.Local(property.Name);
            using (writer.Open($"if ({member} is {{ }} {local})"))
            {
                EmitVariable(writer, part, name, local, start, flag);
            }

            writer.Line();
        }
    }

    /// <param name="writer">Where to.</param>
    /// <param name="part">The group.</param>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value.</param>
    /// <param name="start">What stands before it; null when that depends on what came before.</param>
    /// <param name="flag">The local that knows whether something came before.</param>
    private static void EmitVariable(SourceWriter writer, UriPart part, string name, string value, string? start, string flag)
    {
        if (start is null)
        {
            writer
                .Line($"writer.WriteRaw({flag} ? {Identifiers.Utf8(part.Separator)} : {Identifiers.Utf8(part.First)});")
                .Line($"{flag} = true;");
        }
        else if (start.Length > 0)
        {
            EmitText(writer, start);
        }

        if (part.IsNamed)
        {
            // A path parameter without a value stands without its equals sign (RFC 6570, 3.2.7).
            EmitText(writer, part.Operator == ";" ? name : name + "=");
            if (part.Operator == ";")
            {
                writer.Line($"global::Mcp.McpUriWriter.WriteParameter(writer, {value});");
                return;
            }
        }

        writer.Line($"global::Mcp.McpUriWriter.Write(writer, {value}, {(part.KeepsReserved ? "true" : "false")});");
    }
}
