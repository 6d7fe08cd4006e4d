namespace Mcp.Generators.Models;

/// <summary>What it means when a member is not there.</summary>
internal enum Presence
{
    /// <summary>An error.</summary>
    Required,

    /// <summary>It is unset, and unset it is not written.</summary>
    Optional,

    /// <summary>It is null, which is a value; it is always written. Only the schema asks that it be there.</summary>
    Nullable,

    /// <summary>It has a value known in advance; it is always written.</summary>
    Defaulted,

    /// <summary>The <c>_meta</c> of a request, which the runtime fills up and which is therefore written even when unset.</summary>
    RequestMeta,
}

/// <summary>How the reader of an object hands a member over.</summary>
internal enum Placement
{
    /// <summary>In the object initializer.</summary>
    Initializer,

    /// <summary>To the constructor.</summary>
    Argument,

    /// <summary>By its setter and only when it came, so that what the object sets by itself holds otherwise.</summary>
    Setter,

    /// <summary>Not at all: the object computes it, and it is only written.</summary>
    None,
}

/// <summary>When a member is not written.</summary>
internal enum Omission
{
    /// <summary>When it is null.</summary>
    Null,

    /// <summary>When it has its type's default value.</summary>
    Default,

    /// <summary>Never: null is written.</summary>
    Never,
}

/// <summary>A member of an object.</summary>
/// <param name="JsonName">The name on the wire.</param>
/// <param name="Name">The name in C#.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Presence">What it means when it is missing.</param>
/// <param name="Default">The value of a <see cref="Presence.Defaulted"/> member: a number, or the text of a string.</param>
/// <param name="Documentation">What it is, in prose.</param>
internal sealed record PropertyModel(
    string JsonName,
    string Name,
    TypeRef Type,
    Presence Presence,
    string Default = "",
    string? Documentation = null)
{
    private readonly string? _helper;

    /// <summary>What the methods that read and write a list or a map are called after; its name, unless that is said to clash.</summary>
    public string Helper
    {
        get => _helper ?? Name;
        init => _helper = value == Name ? null : value;
    }

    public Placement Placement { get; init; }

    /// <summary>Which parameter of the constructor it is, if it is one.</summary>
    public int ArgumentIndex { get; init; }

    public Omission Omission { get; init; }

    /// <summary>Bytes as base64 text, which are decoded when somebody asks for them.</summary>
    public bool IsBase64 { get; init; }
}

/// <summary>A member that always has the same value: it is written, passed over when read, and no property.</summary>
/// <param name="JsonName">The name on the wire.</param>
/// <param name="JsonValue">The value as JSON text.</param>
internal sealed record ConstantModel(string JsonName, string JsonValue);
