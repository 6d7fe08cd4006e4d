using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Json;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>Names that are given once only. What is told apart in JSON may come to one name in C#, or to one file.</summary>
internal sealed partial class SchemaBinder
{
    /// <summary>What a revision has besides the schema's types.</summary>
    private static readonly string[] OwnNames =
    {
        "Protocol", "McpMethods", "McpHandlers", "McpJsonContext", "IMcpClient", "IMcpClientHandler", "IMcpServer", "IMcpServerHandler",
    };

    /// <summary>Type → where it stands in the schema.</summary>
    private readonly Dictionary<string, TextPosition> _positions = new();

    private void CheckNames(IReadOnlyCollection<MethodModel> methods)
    {
        // Files are told apart without regard to capitals.
        var types = new HashSet<string>(OwnNames, StringComparer.OrdinalIgnoreCase);
        foreach (var type in _types.Values.OrderBy(static type => type.Name, StringComparer.Ordinal))
        {
            if (!types.Add(type.Name))
            {
                Report(DiagnosticIds.NameClash, PositionOf(type.Name), type.Name);
            }

            if (type is EnumModel model)
            {
                CheckMembers(type.Name, model.Values.Select(value => (value.Name, PositionOf(type.Name))));
            }
        }

        foreach (var twice in methods.GroupBy(static method => method.Name).Where(static group => group.Skip(1).Any()))
        {
            Report(DiagnosticIds.NameClash, PositionOfMethod(twice.Last().JsonName), twice.Key);
        }
    }

    /// <summary>Two members of a type, or two values of an enum, that come to one name.</summary>
    private void CheckMembers(string type, IEnumerable<(string Name, TextPosition Position)> members)
    {
        // A name without a letter or digit is none at all.
        var names = new HashSet<string> { "" };
        foreach (var (name, position) in members)
        {
            if (!names.Add(name))
            {
                Report(DiagnosticIds.NameClash, position, type + "." + name);
            }
        }
    }

    private TextPosition PositionOf(string type)
        => _positions.TryGetValue(type, out var position) || (_definitions.TryGetValue(type, out var schema) && (position = schema.Position) != default)
            ? position
            : default;

    private TextPosition PositionOfMethod(string jsonName)
        => _document.Definitions.First(definition => MethodOf(definition.Schema) == jsonName).Schema.Position;
}
