namespace Mcp.Generators.Models;

/// <summary>How a value is read and written.</summary>
internal enum TypeShape
{
    Text,
    Integer,

    /// <summary>A whole number of 32 bits; only types of an app ask for one.</summary>
    SmallInteger,
    Number,
    Boolean,

    /// <summary>Any JSON, kept as its bytes.</summary>
    Json,

    /// <summary>A small type of the framework, which the reader and the writer know by a method each; only types of an app have one.</summary>
    Scalar,

    /// <summary>A type that reads and writes itself.</summary>
    Named,
    List,

    /// <summary>A list that stands on the wire as its only item where it has one.</summary>
    OneOrMany,
    Map,
}

/// <summary>A use of a type.</summary>
/// <param name="Shape">How it is read and written.</param>
/// <param name="Name">The fully qualified C# name, of <see cref="TypeShape.Named"/> and <see cref="TypeShape.Scalar"/> only.</param>
/// <param name="IsValueType">Whether null needs a <c>Nullable</c>.</param>
/// <param name="Element">What a list or a map holds.</param>
/// <param name="NullIsValue">Any JSON in which <c>null</c> is something else than nothing.</param>
internal sealed record TypeRef(
    TypeShape Shape,
    string Name = "",
    bool IsValueType = false,
    TypeRef? Element = null,
    bool NullIsValue = false)
{
    public static readonly TypeRef Text = new(TypeShape.Text);
    public static readonly TypeRef Integer = new(TypeShape.Integer, IsValueType: true);
    public static readonly TypeRef SmallInteger = new(TypeShape.SmallInteger, IsValueType: true);
    public static readonly TypeRef Number = new(TypeShape.Number, IsValueType: true);
    public static readonly TypeRef Boolean = new(TypeShape.Boolean, IsValueType: true);
    public static readonly TypeRef Json = new(TypeShape.Json, IsValueType: true);
    public static readonly TypeRef AnyJson = new(TypeShape.Json, IsValueType: true, NullIsValue: true);
    public static readonly TypeRef JsonMap = MapOf(Json);

    /// <summary>The static class that reads and writes a <see cref="TypeShape.Named"/> type, fully qualified; empty when the type does it itself.</summary>
    public string Serializer { get; init; } = "";

    /// <summary>What a list or a map is in C#: <c>[]</c> or the fully qualified name without its arguments; empty for the read-only interface.</summary>
    public string Container { get; init; } = "";

    /// <summary>The end of the name of the reader's method for a <see cref="TypeShape.Scalar"/>.</summary>
    public string Accessor { get; init; } = "";

    /// <summary>As an item of a list or a map: it may be null.</summary>
    public bool MayBeNull { get; init; }

    /// <summary>Compared item by item, which a record does not do by itself.</summary>
    public bool IsCollection => Shape is TypeShape.List or TypeShape.OneOrMany or TypeShape.Map;

    /// <summary>A list of objects or unions, whose items are read each on its own where the reader is lenient.</summary>
    public bool IsListOfObjects => Shape is TypeShape.List or TypeShape.OneOrMany
        && Element is { Shape: TypeShape.Named, IsValueType: false, Serializer.Length: 0 };

    public static TypeRef Named(string name, bool isValueType) => new(TypeShape.Named, name, isValueType);

    public static TypeRef Scalar(string name, string accessor, bool isValueType = true) => new(TypeShape.Scalar, name, isValueType) { Accessor = accessor };

    public static TypeRef ListOf(TypeRef element) => new(TypeShape.List, Element: element);

    public static TypeRef OneOrManyOf(TypeRef element) => new(TypeShape.OneOrMany, Element: element);

    public static TypeRef MapOf(TypeRef element) => new(TypeShape.Map, Element: element);
}
