using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Json;
using Mcp.Generators.Models;
using Mcp.Generators.Schema;

namespace Mcp.Generators.Pins.Binding;

/// <summary>A value of one of several forms → one type, where something tells them apart.</summary>
internal sealed class UnionBinder(PinnedTypes types, TypeBinder binder)
{
    private const int DeepestUnion = 8;

    private static readonly string[] UsualTags = { "type", "kind" };

    public TypeRef Bind(SchemaForm form, TypeName name)
    {
        var variants = new List<SchemaForm>();
        if (Flatten(form, variants, 0) is { } beyond)
        {
            return binder.Json(beyond.Beyond!, beyond.BeyondAt);
        }

        var all = variants.Aggregate(SchemaTypes.None, static (known, variant) => known | variant.Types);
        if (variants.Any(static variant => variant.IsAny))
        {
            return TypeRef.AnyJson;
        }

        return all switch
        {
            _ when variants.Count == 1 => binder.Bind(variants[0].Node, name).Type,
            SchemaTypes.String => Texts(form, variants, name),
            SchemaTypes.Integer => TypeRef.Integer,
            SchemaTypes.Number or SchemaTypes.Number | SchemaTypes.Integer => TypeRef.Number,
            SchemaTypes.Boolean => TypeRef.Boolean,
            SchemaTypes.String | SchemaTypes.Integer => binder.Identifier(form, name),
            SchemaTypes.Object when variants.All(static variant => variant.Node["properties"] is { Members.Count: > 0 }) => Objects(form, variants, name),
            _ when OneOrMany(variants, name) is { } list => list,
            SchemaTypes.Array => binder.Json("lists of several forms cannot be told apart", form.Node.Position),
            SchemaTypes.Object => binder.Json("a union has a form without members, which nothing tells from the others", form.Node.Position),
            _ => binder.Json($"it may be {TypeBinder.Kinds(all)}", form.Node.Position),
        };
    }

    /// <summary>All forms, those of unions within the union as well, each once.</summary>
    /// <returns>The form that is beyond us, if one is.</returns>
    private SchemaForm? Flatten(SchemaForm form, List<SchemaForm> variants, int depth)
    {
        if (depth > DeepestUnion)
        {
            return SchemaFormReader.Endless(form.Node);
        }

        foreach (var schema in form.Variants)
        {
            var variant = binder.Read(schema);
            var beyond = variant.Beyond is not null ? variant : variant.Variants.Count > 0 ? Flatten(variant, variants, depth + 1) : null;
            if (beyond is not null)
            {
                return beyond;
            }

            if (variant.Variants.Count == 0 && variants.All(other => !ReferenceEquals(other.Node, variant.Node)))
            {
                variants.Add(variant);
            }
        }

        return null;
    }

    /// <summary>Known texts, or any: an enum keeps texts that it does not know.</summary>
    private TypeRef Texts(SchemaForm form, List<SchemaForm> variants, TypeName name)
    {
        var known = variants.SelectMany(EnumBinder.Values).ToList();
        return known.Count > 0 && known.All(static value => PinNames.IsUnicode(value.Text)) ? binder.Enum(form, name, known) : TypeRef.Text;
    }

    /// <summary>A value or a list of it.</summary>
    private TypeRef? OneOrMany(List<SchemaForm> variants, TypeName name)
    {
        var list = variants.FirstOrDefault(static variant => variant.Types == SchemaTypes.Array);
        var single = variants.FirstOrDefault(static variant => variant.Types != SchemaTypes.Array);
        if (variants.Count != 2 || list?.Node["items"] is not { } items || single is null)
        {
            return null;
        }

        var item = binder.Read(items);
        var isSame = ReferenceEquals(item.Node, single.Node) || JsonText.Compact(item.Node) == JsonText.Compact(single.Node)
            || (IsPlain(item) && IsPlain(single) && item.Types == single.Types);
        return isSame && !item.IsNullable && item.Beyond is null ? TypeRef.OneOrManyOf(binder.Bind(items, name.Part("Item")).Type) : null;
    }

    private static bool IsPlain(SchemaForm form)
        => form is { Beyond: null, Values.Count: 0, Variants.Count: 0, Types: SchemaTypes.String or SchemaTypes.Integer or SchemaTypes.Number or SchemaTypes.Boolean };

    private TypeRef Objects(SchemaForm form, List<SchemaForm> variants, TypeName name)
    {
        if (variants.Count > PinLimits.Forms)
        {
            return binder.Json($"it has {variants.Count} forms, more than the {PinLimits.Forms} of a type", form.Node.Position);
        }

        foreach (var variant in variants)
        {
            if (TypeBinder.IsTooLarge(variant, out var reason, out var position))
            {
                return binder.Json(reason, position);
            }
        }

        var tag = Tag(form, variants);
        var marks = variants.Select(variant => tag is null ? Own(variant, variants) : TagValues(variant, tag)[0]).ToList();
        if (marks.Any(static mark => mark is null))
        {
            return binder.Json($"nothing tells its {variants.Count} forms apart", form.Node.Position);
        }

        return binder.Named(form.Node, name, typeName => new UnionModel(types.Namespace, typeName)
        {
            Documentation = PinText.Of(form.Node),
            Cases = variants.Select((variant, index) => Case(variant, tag, marks[index]!, name, $"global::{types.Namespace}.{typeName}")).ToEquatable(),
        }, isUnion: true);
    }

    /// <summary>A record of its own, even where the same schema stands elsewhere: it derives from the union.</summary>
    private UnionCase Case(SchemaForm variant, string? tag, string mark, TypeName union, string unionType)
    {
        var name = union.Member(mark);
        binder.Count();
        var typeName = types.Take(name);
        var place = types.Reserve();
        types.Set(place, binder.Object(variant, name, typeName, unionType));
        return new UnionCase(
            $"global::{types.Namespace}.{typeName}",
            tag,
            tag is null ? EquatableArray<string>.Empty : TagValues(variant, tag).ToEquatable(),
            tag is not null && !IsRequired(variant, tag),
            tag is null ? new[] { mark }.ToEquatable() : EquatableArray<string>.Empty);
    }

    /// <summary>The member whose value tells the forms apart: one that the schema names, one of the usual ones, or the first.</summary>
    private string? Tag(SchemaForm form, List<SchemaForm> variants)
    {
        var named = form.Node["discriminator"]?["propertyName"]?.Text;
        return variants[0].Node["properties"]!.Members
            .Select(static member => member.Name)
            .Where(name => IsTag(name, variants))
            .OrderBy(name => name == named ? -1 : UsualTags.Contains(name) ? 0 : 1)
            .ThenBy(static name => name, System.StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private bool IsTag(string name, List<SchemaForm> variants)
    {
        var values = variants.Select(variant => TagValues(variant, name)).ToList();
        return values.All(static texts => texts.Count > 0)
            && values.SelectMany(static texts => texts).Distinct().Count() == values.Sum(static texts => texts.Count)
            && variants.Count(variant => !IsRequired(variant, name)) <= 1;
    }

    private List<string> TagValues(SchemaForm variant, string name)
    {
        var member = variant.Node["properties"]?[name] is { } schema ? binder.Read(schema) : null;
        return member is { Beyond: null } && member.Values.All(static value => value.Kind == JsonKind.String && PinNames.IsUnicode(value.Text))
            ? member.Values.Select(static value => value.Text).Distinct().ToList()
            : new List<string>();
    }

    /// <summary>A member that a form demands and no other form knows.</summary>
    private static string? Own(SchemaForm variant, List<SchemaForm> variants)
        => variant.Node["properties"]!.Members
            .Select(static member => member.Name)
            .FirstOrDefault(name => PinNames.IsUnicode(name) && IsRequired(variant, name)
                && variants.All(other => ReferenceEquals(other, variant) || other.Node["properties"]![name] is null));

    private static bool IsRequired(SchemaForm variant, string name) => variant.Node["required"]?.Items.Any(item => item.Text == name) == true;
}
