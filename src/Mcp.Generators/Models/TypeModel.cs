using System;

namespace Mcp.Generators.Models;

/// <summary>
/// A type to emit, with its reader and writer. Where <see cref="TypeModel.Target"/> is set, the type is an app's own and stands already:
/// then only the static class that reads and writes it is emitted, under the model's name.
/// </summary>
internal abstract record TypeModel(string Namespace, string Name)
{
    public string? Documentation { get; init; }

    public string FullName => $"global::{Namespace}.{Name}";

    /// <summary>The app's type, fully qualified; null for a type that is emitted whole.</summary>
    public string? Target { get; init; }

    /// <summary>What the type stands in, when that is another type; its namespace is then the name of that one.</summary>
    public EnclosingModel? Within { get; init; }

    /// <summary>The type that is read and written, fully qualified.</summary>
    public string ValueType => Target ?? FullName;

    /// <summary>What error texts call the type.</summary>
    public string Label => Target is null ? Name : Target.Substring(Math.Max(Target.LastIndexOf('.'), Target.LastIndexOf(':')) + 1);

    public abstract bool IsValueType { get; }

    public TypeRef Reference => TypeRef.Named(FullName, IsValueType);
}

/// <summary>The types around an emitted one, as they are opened again.</summary>
/// <param name="Namespace">The namespace of the outermost; empty for the global one.</param>
/// <param name="Containers">The types, outermost first: <c>partial interface IWeather</c>.</param>
internal sealed record EnclosingModel(string Namespace, EquatableArray<string> Containers);

/// <summary>An object: a sealed record.</summary>
internal sealed record ObjectModel(string Namespace, string Name) : TypeModel(Namespace, Name)
{
    /// <summary>The union that the object is a case of, fully qualified.</summary>
    public string? Union { get; init; }

    public EquatableArray<ConstantModel> Constants { get; init; }

    public EquatableArray<PropertyModel> Properties { get; init; }

    /// <summary>Whoever builds one has made sure already that nothing required is null.</summary>
    public bool IsChecked { get; init; }

    /// <summary>Keeps the members that the revision does not know.</summary>
    public bool IsOpen { get; init; }

    /// <summary>A result that reports the items which it leaves out of its lists.</summary>
    public bool HasRejected { get; init; }

    public override bool IsValueType => false;
}

/// <summary>A string with known values, among which an unknown one survives.</summary>
internal sealed record EnumModel(string Namespace, string Name) : TypeModel(Namespace, Name)
{
    public EquatableArray<EnumValue> Values { get; init; }

    public override bool IsValueType => true;
}

/// <summary>A known value of an enum.</summary>
internal sealed record EnumValue(string Text, string Name, string? Documentation = null);

/// <summary>An identifier that is a string or an integer, and stays what it was.</summary>
internal sealed record IdentifierModel(string Namespace, string Name) : TypeModel(Namespace, Name)
{
    public override bool IsValueType => true;
}

/// <summary>A value of one of several types: an abstract record that the cases derive from.</summary>
internal sealed record UnionModel(string Namespace, string Name) : TypeModel(Namespace, Name)
{
    /// <summary>The cases in the order in which they must be tried.</summary>
    public EquatableArray<UnionCase> Cases { get; init; }

    public string UnknownName => "Unknown" + Name;

    public override bool IsValueType => false;
}

/// <summary>A case of a union and what tells it from the others; every test that is set must pass.</summary>
/// <param name="Type">The fully qualified name.</param>
/// <param name="Tag">The member whose value is compared, or null.</param>
/// <param name="TagValues">The values it may have.</param>
/// <param name="TagMayBeAbsent">The case is also meant when the member is not there.</param>
/// <param name="Present">A member that must be there, or a path of them.</param>
internal sealed record UnionCase(
    string Type,
    string? Tag,
    EquatableArray<string> TagValues,
    bool TagMayBeAbsent,
    EquatableArray<string> Present);

/// <summary>What a request handler may answer where the revision allows something else instead of the result: a question, or a task.</summary>
internal sealed record ResponseModel(string Namespace, string Name) : TypeModel(Namespace, Name)
{
    /// <summary>The result, fully qualified.</summary>
    public string Result { get; init; } = "";

    /// <summary>What may come instead, fully qualified.</summary>
    public string Other { get; init; } = "";

    /// <summary>The property that holds it.</summary>
    public string OtherName { get; init; } = "";

    /// <summary>What it is, in the middle of a sentence.</summary>
    public string OtherText { get; init; } = "";

    /// <summary>The member that marks it, and the value that it must have, if any.</summary>
    public string OtherTag { get; init; } = "";

    public string? OtherTagValue { get; init; }

    public override bool IsValueType => true;
}

/// <summary>A type of an app that its own <c>JsonSerializerContext</c> reads and writes.</summary>
/// <param name="Context">The context, fully qualified.</param>
internal sealed record CoveredModel(string Namespace, string Name, string Context) : TypeModel(Namespace, Name)
{
    public override bool IsValueType => false;
}
