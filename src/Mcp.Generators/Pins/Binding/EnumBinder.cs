using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Pins.Binding;

/// <summary>Known texts → an enum.</summary>
internal static class EnumBinder
{
    public static EnumModel Bind(string @namespace, string name, IEnumerable<(string Text, string? Documentation)> values)
    {
        var all = values.GroupBy(static value => value.Text, StringComparer.Ordinal).Select(static group => group.First()).ToList();
        var names = NameTable.OfRecord(name);
        names.Take("Value");

        // By the texts, so that their order in the schema does not matter to the names.
        var named = all.Select(static value => value.Text).OrderBy(static text => text, StringComparer.Ordinal)
            .ToDictionary(static text => text, names.TakeMember, StringComparer.Ordinal);
        return new EnumModel(@namespace, name)
        {
            Values = all.Select(value => new EnumValue(value.Text, named[value.Text], value.Documentation)).ToEquatable(),
        };
    }

    /// <summary>The texts of a schema, with what it says of them.</summary>
    public static IEnumerable<(string Text, string? Documentation)> Values(SchemaForm form)
    {
        // Where the schema has texts for its values, they stand in a list of their own.
        var texts = form.Node["enumNames"]?.Items;
        var alone = form.Node["const"] is not null ? PinText.Of(form.Node) : null;
        return form.Values.Select((value, index) => (value.Text, texts?.ElementAtOrDefault(index) is { } text ? PinText.Clean(text.Text) : alone));
    }
}
