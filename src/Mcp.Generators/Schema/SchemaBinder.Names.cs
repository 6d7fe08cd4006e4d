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

    /// <summary>What every object has besides the schema's members: emitted, made by the compiler for a record, or inherited.</summary>
    private static readonly string[] OwnMembers =
    {
        "Read", "Write", "Equals", "GetHashCode", "ToString", "PrintMembers", "EqualityContract", "Clone",
        "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals",
    };

    /// <summary>The same for the struct around the values of an enum.</summary>
    private static readonly string[] OwnValues =
    {
        "Value", "Read", "Write", "Equals", "GetHashCode", "ToString", "PrintMembers", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals",
    };

    /// <summary>Type → where it stands in the schema.</summary>
    private readonly Dictionary<string, TextPosition> _positions = new();

    /// <summary>Object → its schema, with all its members.</summary>
    private readonly Dictionary<string, SchemaNode> _objects = new();

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
                CheckMembers(type.Name, OwnValues, model.Values.Select(value => (value.Name, PositionOf(type.Name))));
            }
        }

        foreach (var twice in methods.GroupBy(static method => method.Name).Where(static group => group.Skip(1).Any()))
        {
            Report(DiagnosticIds.NameClash, PositionOfMethod(twice.Last().JsonName), twice.Key);
        }
    }

    /// <summary>Members of an object that come to one name, or to the name of what is emitted besides them.</summary>
    private void CheckMembers(ObjectModel model, SchemaNode schema)
    {
        var own = OwnMembers
            .Concat(model.Properties.Where(static property => property.IsBase64).Select(static property => "Decode" + property.Name))
            .Concat(model.Properties.Where(static property => property.Type.IsCollection).SelectMany(static property => new[] { "Read" + property.Name, "Write" + property.Name }))
            .Concat(Enumerable.Repeat("AdditionalMembers", model.IsOpen ? 1 : 0));
        CheckMembers(model.Name, own, model.Properties.Select(property => (property.Name, PositionOf(schema, property))));
    }

    /// <summary>A result's own list of rejected items; which results have one is known when all types are.</summary>
    private void CheckRejected(IEnumerable<TypeModel> types)
    {
        foreach (var model in types.OfType<ObjectModel>().Where(static model => model.HasRejected))
        {
            foreach (var property in model.Properties.Where(static property => property.Name == "Rejected"))
            {
                Report(DiagnosticIds.NameClash, PositionOf(_objects[model.Name], property), model.Name + "." + property.Name);
            }
        }
    }

    /// <summary>Two members of a type, or two values of an enum, that come to one name.</summary>
    private void CheckMembers(string type, IEnumerable<string> own, IEnumerable<(string Name, TextPosition Position)> members)
    {
        // A name without a letter or digit is none at all.
        var names = new HashSet<string>(own) { "" };
        foreach (var (name, position) in members)
        {
            if (!names.Add(name))
            {
                Report(DiagnosticIds.NameClash, position, type + "." + name);
            }
        }
    }

    private static TextPosition PositionOf(SchemaNode schema, PropertyModel property) => schema.Property(property.JsonName)?.Position ?? default;

    private TextPosition PositionOf(string type)
        => _positions.TryGetValue(type, out var position) || (_definitions.TryGetValue(type, out var schema) && (position = schema.Position) != default)
            ? position
            : default;

    private TextPosition PositionOfMethod(string jsonName)
        => _document.Definitions.First(definition => MethodOf(definition.Schema) == jsonName).Schema.Position;
}
