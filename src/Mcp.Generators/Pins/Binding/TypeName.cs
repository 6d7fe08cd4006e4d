namespace Mcp.Generators.Pins.Binding;

/// <summary>The name that a type would have: that of its tool, then of each member on the way to it.</summary>
/// <param name="Plain">The words in a row: <c>GetWeatherUnit</c>.</param>
/// <param name="Apart">The same so that no other way gives it: <c>GetWeather_Unit</c>. Taken when the plain one is taken already.</param>
internal readonly record struct TypeName(string Plain, string Apart)
{
    public static TypeName Of(string tool) => new(PinNames.Pascal(tool), PinNames.Spelled(tool));

    /// <summary>What stands in a member of the type.</summary>
    public TypeName Member(string jsonName) => Short(Plain + PinNames.Pascal(jsonName).TrimStart('_'), $"{Apart}_{PinNames.Spelled(jsonName)}");

    /// <summary>What the type is made of by a rule and not by a name.</summary>
    public TypeName Part(string part) => Short(Plain + part, $"{Apart}_{part}");

    /// <summary>The name of what is got or read, which ends with what it is.</summary>
    public TypeName Between(string verb, string kind)
    {
        var ending = Plain.EndsWith(kind, System.StringComparison.Ordinal) ? "" : kind;
        return Short($"{verb}{Plain.TrimStart('_')}{ending}", $"{verb}_{Apart}{ending}");
    }

    /// <summary>What a reference into the schema of this name leads to: a definition by its own name, any other place by the way to it.</summary>
    public TypeName At(string reference)
    {
        var name = this;
        var isName = false;
        foreach (var step in SchemaJoin.Steps(reference))
        {
            if (isName)
            {
                name = name.Member(step);
                isName = false;
            }
            else if (step is "properties" or "$defs" or "definitions" or "patternProperties")
            {
                isName = true;
            }
            else
            {
                name = name.Part(step switch { "items" => "Item", "additionalProperties" => "Value", _ => PinNames.Pascal(step) });
            }
        }

        return name;
    }

    private static TypeName Short(string plain, string apart) => new(PinNames.Short(plain), PinNames.Short(apart));
}
