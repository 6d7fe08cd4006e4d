using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Json;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>Turns a revision's schema into types and methods. This part binds types; the others find unions and methods.</summary>
internal sealed partial class SchemaBinder
{
    private readonly SchemaDocument _document;
    private readonly ProtocolRules _rules;
    private readonly CancellationToken _cancellation;
    private readonly string _namespace;
    private readonly Dictionary<string, SchemaNode> _definitions;
    private readonly Dictionary<string, TypeModel> _types = new();
    private readonly Dictionary<string, string> _shapes = new();
    private readonly List<DiagnosticInfo> _errors = new();

    private SchemaBinder(SchemaDocument document, ProtocolRules rules, CancellationToken cancellation)
    {
        _document = document;
        _rules = rules;
        _cancellation = cancellation;
        _namespace = Revisions.Namespace(document.Revision);
        _definitions = document.Definitions.ToDictionary(static d => d.Name, static d => d.Schema);
    }

    /// <summary>Binds every method and every definition of a revision.</summary>
    public static Binding Bind(SchemaDocument document, ProtocolRules rules, CancellationToken cancellation)
    {
        var binder = new SchemaBinder(document, rules, cancellation);
        binder.FindRepeatedInlines();
        binder.FindUnions();
        var methods = binder.BindMethods();
        foreach (var definition in document.Definitions.Where(definition => !IsAnswerOrRole(definition) && !binder.IsBaseOfUnion(definition)))
        {
            binder.BindDefinition(definition.Name);
        }

        binder.CheckNames(methods);
        var types = binder._errors.Count > 0 ? new List<TypeModel>() : RejectableLists.Mark(binder._types).OrderBy(static type => type.Name, System.StringComparer.Ordinal).ToList();
        binder.CheckRejected(types);
        if (binder._errors.Count > 0)
        {
            return new Binding(null, binder._errors.ToEquatable());
        }

        var isStateful = methods.Any(static method => method.JsonName == "initialize");
        var hasBatches = binder._definitions.TryGetValue("JSONRPCMessage", out var message)
            && message.AnyOf.Any(static part => part.Types == SchemaTypes.Array);
        var revision = new RevisionModel(document.Revision, binder._namespace, isStateful, hasBatches, methods.ToEquatable());
        return new Binding(new ProtocolModel(revision, types.ToEquatable()), EquatableArray<DiagnosticInfo>.Empty);
    }

    /// <summary>Binds a use of a definition, and the definition itself when it is the first use.</summary>
    private TypeRef BindDefinition(string name)
    {
        if (RawMembers.AnyJson.Contains(name))
        {
            return TypeRef.AnyJson;
        }

        var schema = _definitions[name];
        return schema.Reference is { } other ? BindDefinition(other) : BindNode(schema, Naming.TypeName(name));
    }

    /// <summary>Binds a schema wherever it stands; a type that it gives birth to has the name.</summary>
    private TypeRef BindNode(SchemaNode schema, string name)
    {
        if (schema.Reference is { } definition)
        {
            return BindDefinition(definition);
        }

        if (schema.AnyOf.Count > 0)
        {
            return BindUnion(schema);
        }

        if (schema.AllOf.Count > 0)
        {
            return BindObject(Flatten(schema), name);
        }

        if (schema.Enum.Count > 0)
        {
            return BindEnum(schema, name);
        }

        return schema.Types switch
        {
            SchemaTypes.String => TypeRef.Text,
            SchemaTypes.Integer => TypeRef.Integer,
            SchemaTypes.Number => TypeRef.Number,
            SchemaTypes.Boolean => TypeRef.Boolean,
            SchemaTypes.Array => TypeRef.ListOf(schema.Items is { } items ? BindNode(items, name + "Item") : TypeRef.AnyJson),
            SchemaTypes.Object => BindObject(schema, name),
            SchemaTypes.String | SchemaTypes.Integer => Add(new IdentifierModel(_namespace, name), schema),
            _ => TypeRef.AnyJson,
        };
    }

    private TypeRef BindEnum(SchemaNode schema, string name) => Add(
        new EnumModel(_namespace, name)
        {
            Documentation = schema.Description,
            Values = schema.Enum.Select(static value => new EnumValue(value, Naming.Pascal(value))).ToEquatable(),
        },
        schema);

    private TypeRef BindObject(SchemaNode schema, string name)
    {
        if (schema.Properties.Count == 0)
        {
            return schema.Additional is { IsAny: false } values && !IsFreeForm(values)
                ? TypeRef.MapOf(BindNode(values, name + "Value"))
                : TypeRef.Json;
        }

        var model = new ObjectModel(_namespace, name) { Documentation = schema.Description };
        if (_types.ContainsKey(name))
        {
            return Add(model, schema);
        }

        // Known before its members are bound: a type may contain itself.
        var reference = Add(model, schema);
        var constants = new List<ConstantModel>();
        var properties = new List<PropertyModel>();
        foreach (var property in WithMeta(schema, name))
        {
            _cancellation.ThrowIfCancellationRequested();
            if (property.Schema.Constant is { } constant)
            {
                constants.Add(new ConstantModel(property.Name, constant));
            }
            else if (property.Name == "resultType" && name.EndsWith("Result", System.StringComparison.Ordinal))
            {
                constants.Add(new ConstantModel(property.Name, JsonText.Quote(_rules.ResultType(name))));
            }
            else
            {
                properties.Add(BindProperty(property, name));
            }
        }

        var bound = model with
        {
            Union = UnionOf(name) is { } union ? $"global::{_namespace}.{union}" : null,
            Constants = constants.ToEquatable(),
            Properties = properties.ToEquatable(),
            IsOpen = schema.Additional is not null || OpenTypes.Contains(name),
        };
        _types[name] = bound;
        _objects[name] = schema;
        CheckMembers(bound, schema);
        return reference;
    }

    private PropertyModel BindProperty(SchemaProperty property, string owner)
    {
        var name = Naming.MemberName(property.Name);
        if (name == owner)
        {
            // C# has no member that is called like its type.
            name += "Value";
        }

        var documentation = property.Schema.Description;
        if (property.Name == "_meta")
        {
            var presence = _requestParams.Contains(owner) ? Presence.RequestMeta : Presence.Optional;
            return new PropertyModel(property.Name, name, TypeRef.JsonMap, presence, Documentation: documentation);
        }

        var isNullable = (property.Schema.Types & SchemaTypes.Null) != 0;
        var schema = isNullable ? property.Schema with { Types = property.Schema.Types & ~SchemaTypes.Null } : property.Schema;
        var type = RawMembers.Members.Contains($"{owner}.{property.Name}")
            ? TypeRef.Json
            : BindNode(schema, InlineName(property, owner));
        if (isNullable && property.IsRequired)
        {
            return new PropertyModel(property.Name, name, type, Presence.Nullable, Documentation: documentation);
        }

        return property.IsRequired && _rules.Missing(property.Name) is { } missing
            ? new PropertyModel(property.Name, name, type, Presence.Defaulted, missing, documentation)
            : new PropertyModel(property.Name, name, type, property.IsRequired ? Presence.Required : Presence.Optional, Documentation: documentation) { IsBase64 = schema.Format == "byte" };
    }

    private IEnumerable<SchemaProperty> WithMeta(SchemaNode schema, string owner)
    {
        // Any params may carry it; older schemas show it on the bases alone.
        var lacksMeta = schema.Property("_meta") is null && (_requestParams.Contains(owner) || _notificationParams.Contains(owner));
        return lacksMeta
            ? schema.Properties.Prepend(new SchemaProperty("_meta", new SchemaNode(), false, default))
            : schema.Properties;
    }

    private static bool IsFreeForm(SchemaNode values) => values.Reference is { } name
        ? RawMembers.AnyJson.Contains(name)
        : values.Types == SchemaTypes.Object && values.Properties.Count == 0 && values.Additional is null or { IsAny: true };

    /// <summary>An allOf as one object: the members of all parts, a later part's member in place of an earlier one's.</summary>
    private SchemaNode Flatten(SchemaNode schema)
    {
        var properties = new Dictionary<string, SchemaProperty>();
        foreach (var part in schema.AllOf.Select(Resolve))
        {
            foreach (var property in (part.AllOf.Count > 0 ? Flatten(part) : part).Properties)
            {
                properties[property.Name] = property;
            }
        }

        return schema with
        {
            Types = SchemaTypes.Object,
            AllOf = EquatableArray<SchemaNode>.Empty,
            Properties = properties.Values.OrderBy(static property => property.Name, System.StringComparer.Ordinal).ToEquatable(),
        };
    }

    private SchemaNode Resolve(SchemaNode schema)
    {
        while (schema.Reference is { } name)
        {
            schema = _definitions[name];
        }

        return schema;
    }

    private TypeRef Add(TypeModel model, SchemaNode schema)
    {
        var shape = SchemaShape.Of(schema);
        if (!_shapes.TryGetValue(model.Name, out var known))
        {
            _shapes.Add(model.Name, shape);
            _types.Add(model.Name, model);
            _positions.Add(model.Name, schema.Position);
        }
        else if (known != shape)
        {
            Report(DiagnosticIds.NameClash, schema.Position, model.Name);
        }

        return model.Reference;
    }

    private void Report(string id, TextPosition position, params string[] arguments)
        => _errors.Add(new DiagnosticInfo(id, _document.Path, position, new EquatableArray<string>(arguments)));
}
