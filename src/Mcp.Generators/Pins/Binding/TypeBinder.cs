using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Emit;
using Mcp.Generators.Json;
using Mcp.Generators.Models;
using Mcp.Generators.Schema;

namespace Mcp.Generators.Pins.Binding;

/// <summary>The type that a schema stands for.</summary>
internal readonly record struct BoundType(TypeRef Type, bool IsNullable)
{
    /// <summary>As the item of a list or a map.</summary>
    public TypeRef Item => Type with { MayBeNull = IsNullable };
}

/// <summary>One JSON Schema of a pin → type models. What it cannot say in C# is JSON, and a note says why.</summary>
internal sealed class TypeBinder
{
    private const int DeepestNesting = 64;

    private readonly PinnedTypes _types;
    private readonly TypeName _name;
    private readonly TypeName _whole;
    private readonly SchemaFormReader _forms;
    private readonly UnionBinder _unions;
    private readonly ObjectBinder _objects;
    private readonly Action<string, TextPosition> _note;
    private readonly Dictionary<JsonNode, TypeRef> _named = new();
    private int _depth;
    private int _count;

    /// <param name="types">The types of the contract.</param>
    /// <param name="name">What the names of its types begin with.</param>
    /// <param name="whole">What the whole schema is called.</param>
    /// <param name="root">The whole schema, which references lead into.</param>
    /// <param name="isSent">The app writes it; what it writes has the form that the schema asks for.</param>
    /// <param name="note">Hears of each schema that becomes JSON.</param>
    public TypeBinder(PinnedTypes types, TypeName name, TypeName whole, JsonNode root, bool isSent, Action<string, TextPosition> note)
    {
        _types = types;
        _name = name;
        _whole = whole;
        _note = note;
        IsSent = isSent;
        _forms = new SchemaFormReader(root);
        _unions = new UnionBinder(types, this);
        _objects = new ObjectBinder(types, this);
    }

    public bool IsSent { get; }

    public SchemaForm Read(JsonNode schema) => _forms.Read(schema);

    /// <summary>The type of a value, with the types that it needs.</summary>
    public BoundType Bind(JsonNode schema, TypeName name)
    {
        var form = Read(schema);
        if (_depth >= DeepestNesting || _count >= PinLimits.Types)
        {
            return new BoundType(Json("it has no end", schema.Position), false);
        }

        _depth++;
        var type = Type(form, NameOf(form.Node) ?? name);
        _depth--;
        return new BoundType(type, form.IsNullable && type.Shape != TypeShape.Json);
    }

    /// <summary>Whether an object has more members than a type may have; if so, why it is JSON and where it says so.</summary>
    public static bool IsTooLarge(SchemaForm form, out string reason, out TextPosition position)
    {
        var (members, required) = (form.Node["properties"], form.Node["required"]);
        var larger = members?.Members.Count > PinLimits.Members ? members : required?.Items.Count > PinLimits.Members ? required : null;
        var count = larger is null ? 0 : larger.Members.Count + larger.Items.Count;
        reason = $"it has {count} members, more than the {PinLimits.Members} of a type";
        position = larger?.Position ?? default;
        return larger is not null;
    }

    /// <summary>The members of an object: those that always have one value, and the others.</summary>
    public ObjectMembers Members(SchemaForm form, TypeName name, NameTable names) => _objects.Members(form, name, names);

    /// <summary>An object with members, as a case of a union where it is one.</summary>
    public ObjectModel Object(SchemaForm form, TypeName name, string typeName, string? union) => _objects.Object(form, name, typeName, union);

    /// <summary>A string with known values.</summary>
    public TypeRef Enum(SchemaForm form, TypeName name, IReadOnlyCollection<(string Text, string? Documentation)> values)
        => values.Count > PinLimits.Values
            ? Json($"it has {values.Count} known values, more than the {PinLimits.Values} of a type", (form.Node["enum"] ?? form.Node).Position)
            : Named(form.Node, name, typeName => EnumBinder.Bind(_types.Namespace, typeName, values) with { Documentation = PinText.Of(form.Node) });

    /// <summary>A string or a whole number.</summary>
    public TypeRef Identifier(SchemaForm form, TypeName name)
        => Named(form.Node, name, typeName => new IdentifierModel(_types.Namespace, typeName) { Documentation = PinText.Of(form.Node) });

    /// <summary>Any JSON, since no type fits.</summary>
    public TypeRef Json(string reason, TextPosition position)
    {
        _note(reason + ", so it is McpJson", position);
        return TypeRef.AnyJson;
    }

    /// <summary>A member that is not there in C#.</summary>
    public void LeaveOut(string reason, TextPosition position) => _note(reason + ", so it is left out", position);

    /// <summary>Another type.</summary>
    public void Count() => _count++;

    /// <summary>The type that belongs to a schema; one schema is one type, which may contain itself.</summary>
    public TypeRef Named(JsonNode node, TypeName name, Func<string, TypeModel> bind, bool isUnion = false)
    {
        if (_named.TryGetValue(node, out var known))
        {
            return known;
        }

        Count();
        var typeName = isUnion ? _types.TakeUnion(name) : _types.Take(name);
        var place = _types.Reserve();

        // Whether it is a struct is known before its members are: only objects and unions contain themselves.
        _named[node] = TypeRef.Named($"global::{_types.Namespace}.{typeName}", isValueType: false);
        var model = bind(typeName);
        _types.Set(place, model);
        return _named[node] = model.Reference;
    }

    /// <summary>What is referred to has its name by where it stands, whoever comes to it first.</summary>
    private TypeName? NameOf(JsonNode node) => _forms.ReferenceTo(node) switch
    {
        null => null,
        "#" => _whole,
        var reference => _name.At(reference),
    };

    private TypeRef Type(SchemaForm form, TypeName name)
    {
        if (form.Beyond is { } beyond)
        {
            return Json(beyond, form.BeyondAt);
        }

        if (form.Variants.Count > 0)
        {
            return _unions.Bind(form, name);
        }

        if (form.Values.Count > 0)
        {
            return Values(form, name);
        }

        return form.Types switch
        {
            SchemaTypes.None => TypeRef.AnyJson,
            SchemaTypes.String => Text(form.Node),
            SchemaTypes.Integer => TypeRef.Integer,
            SchemaTypes.Number or SchemaTypes.Number | SchemaTypes.Integer => TypeRef.Number,
            SchemaTypes.Boolean => TypeRef.Boolean,
            SchemaTypes.String | SchemaTypes.Integer => Identifier(form, name),
            SchemaTypes.Array => List(form.Node, name),
            SchemaTypes.Object => _objects.Bind(form, name),
            _ => Json($"it may be {Kinds(form.Types)}", form.Node["type"]?.Position ?? form.Node.Position),
        };
    }

    private TypeRef Values(SchemaForm form, TypeName name)
    {
        if (form.Values.All(static value => value.Kind == JsonKind.String))
        {
            if (form.Values.FirstOrDefault(static value => !PinNames.IsUnicode(value.Text)) is { } odd)
            {
                return Json("a text among its values has half of a character", odd.Position);
            }

            return Enum(form, name, EnumBinder.Values(form).ToList());
        }

        var kinds = form.Values.Select(static value => value.Kind is JsonKind.False ? JsonKind.True : value.Kind).Distinct().ToList();
        return kinds.Count > 1 || kinds[0] is not (JsonKind.Number or JsonKind.True)
            ? Json("its values are of several kinds", (form.Node["enum"] ?? form.Node["const"])!.Position)
            : kinds[0] == JsonKind.True ? TypeRef.Boolean
            : (form.Types & SchemaTypes.Number) == 0 ? TypeRef.Integer : TypeRef.Number;
    }

    /// <summary>
    /// A text. What is sent may have a type of the framework, whose form is right by itself, while servers are not always exact in what they
    /// answer. An address stays a text: <c>System.Uri</c> takes no long one, and servers take files as <c>data:</c> addresses.
    /// </summary>
    private TypeRef Text(JsonNode node) => (IsSent ? node["format"]?.Text : null) switch
    {
        "date-time" => TypeRef.Scalar("global::System.DateTimeOffset", "DateTimeOffset"),
        "date" => TypeRef.Scalar("global::System.DateOnly", "DateOnly"),
        "uuid" => TypeRef.Scalar("global::System.Guid", "Guid"),
        _ => TypeRef.Text,
    };

    private TypeRef List(JsonNode node, TypeName name)
        => TypeRef.ListOf(node["items"] is { } items ? Bind(items, name.Part("Item")).Item : TypeRef.AnyJson);

    public static string Kinds(SchemaTypes types)
    {
        var words = new List<string>();
        foreach (var (type, word) in new[]
        {
            (SchemaTypes.String, "a string"), (SchemaTypes.Number, "a number"), (SchemaTypes.Integer, "a whole number"), (SchemaTypes.Boolean, "true or false"),
            (SchemaTypes.Array, "a list"), (SchemaTypes.Object, "an object"),
        })
        {
            if ((types & type) != 0)
            {
                words.Add(word);
            }
        }

        return string.Join(" or ", words);
    }
}
