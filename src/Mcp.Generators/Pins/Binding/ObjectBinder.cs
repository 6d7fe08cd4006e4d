using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Json;
using Mcp.Generators.Models;

namespace Mcp.Generators.Pins.Binding;

/// <summary>The members of an object: those with one value only, which are written and not shown, and the others.</summary>
internal sealed record ObjectMembers(IReadOnlyList<ConstantModel> Constants, IReadOnlyList<PropertyModel> Properties);

/// <summary>Objects of a pin's schemas → records, maps or JSON.</summary>
internal sealed class ObjectBinder(PinnedTypes types, TypeBinder binder)
{
    public TypeRef Bind(SchemaForm form, TypeName name)
    {
        var node = form.Node;
        if (TypeBinder.IsTooLarge(form, out var reason, out var position))
        {
            return binder.Json(reason, position);
        }

        if (node["properties"] is { Members.Count: > 0 } || node["required"] is { Items.Count: > 0 })
        {
            return binder.Named(node, name, typeName => Object(form, name, typeName, union: null));
        }

        if (node["patternProperties"] is { Members.Count: > 1 } patterns)
        {
            return binder.Json("'patternProperties' has several patterns", patterns.Position);
        }

        var values = node["patternProperties"] is { Members.Count: 1 } only ? only.Members[0].Value : node["additionalProperties"];
        return values is { Kind: JsonKind.Object } ? TypeRef.MapOf(binder.Bind(values, name.Part("Value")).Item) : TypeRef.AnyJson;
    }

    public ObjectModel Object(SchemaForm form, TypeName name, string typeName, string? union)
    {
        var members = Members(form, name, NameTable.OfRecord(typeName));
        return new ObjectModel(types.Namespace, typeName)
        {
            Documentation = PinText.Of(form.Node),
            Union = union,
            Constants = members.Constants.ToEquatable(),
            Properties = members.Properties.ToEquatable(),
            IsOpen = form.Node["additionalProperties"] is { Kind: JsonKind.True or JsonKind.Object } || form.Node["patternProperties"] is not null,
        };
    }

    /// <summary>Required members in the order in which the schema demands them, then the others in the order in which it has them.</summary>
    public ObjectMembers Members(SchemaForm form, TypeName name, NameTable names)
    {
        var constants = new List<ConstantModel>();
        var properties = new List<PropertyModel>();
        var all = All(form.Node);
        var named = Names(all.Select(static member => member.Name), names);
        var sorted = named.Values.ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
        foreach (var (jsonName, schema, isRequired) in all)
        {
            var member = binder.Read(schema);
            if (isRequired && Constant(member) is { } constant)
            {
                constants.Add(new ConstantModel(jsonName, constant));
                continue;
            }

            var (type, isNullable) = binder.Bind(schema, name.Member(jsonName));
            var presence = !isRequired ? Presence.Optional : isNullable ? Presence.Nullable : Presence.Required;
            properties.Add(new PropertyModel(jsonName, named[jsonName], !isRequired && type == TypeRef.AnyJson ? TypeRef.Json : type, presence, Documentation: PinText.OfMember(schema, member))
            {
                Helper = Helper(named[jsonName], sorted),
            });
        }

        return new ObjectMembers(constants, properties);
    }

    private List<(string Name, JsonNode Schema, bool IsRequired)> All(JsonNode node)
    {
        var properties = node["properties"]?.Members ?? Array.Empty<JsonMember>();
        var described = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var property in properties.Where(property => !described.ContainsKey(property.Name)))
        {
            described.Add(property.Name, property.Value);
        }

        var required = new HashSet<string>(StringComparer.Ordinal);
        var all = new List<(string Name, JsonNode Schema, bool IsRequired)>();
        foreach (var item in (node["required"]?.Items ?? Array.Empty<JsonNode>()).Where(item => item.Kind == JsonKind.String && required.Add(item.Text)))
        {
            // What is demanded and not described may be anything.
            all.Add((item.Text, described.TryGetValue(item.Text, out var schema) ? schema : new JsonNode(JsonKind.True, item.Position), true));
        }

        all.AddRange(properties.Where(property => !required.Contains(property.Name)).Select(static property => (property.Name, property.Value, false)));
        foreach (var (name, schema, _) in all.Where(static member => !PinNames.IsUnicode(member.Name)).ToList())
        {
            binder.LeaveOut("the name of a member has half of a character", schema.Position);
            all.RemoveAll(member => member.Name == name);
        }

        return all;
    }

    /// <summary>By the names on the wire, so that neither order nor what is required matters to them.</summary>
    private static Dictionary<string, string> Names(IEnumerable<string> members, NameTable names)
        => members.OrderBy(static name => name, StringComparer.Ordinal).ToDictionary(static name => name, names.TakeMember, StringComparer.Ordinal);

    /// <summary>A list is read and written by methods that are called after it: beside <c>readFiles</c>, those of <c>files</c> are not.</summary>
    private static string Helper(string name, string[] sorted)
        => StartsAny(sorted, "Read" + name) || StartsAny(sorted, "Write" + name) ? "_" + name : name;

    /// <summary>In sorted names, those that begin with a text come first among what is not before it.</summary>
    private static bool StartsAny(string[] sorted, string start)
    {
        var index = Array.BinarySearch(sorted, start, StringComparer.Ordinal);
        index = index < 0 ? ~index : index;
        return index < sorted.Length && sorted[index].StartsWith(start, StringComparison.Ordinal);
    }

    /// <summary>The only value that a member may have, as JSON.</summary>
    private static string? Constant(SchemaForm form)
        => form is { Beyond: null, IsNullable: false, Variants.Count: 0, Values.Count: 1 } && JsonText.Compact(form.Values[0]) is var json && PinNames.IsUnicode(json) ? json : null;
}
