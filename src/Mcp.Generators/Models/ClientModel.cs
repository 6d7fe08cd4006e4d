namespace Mcp.Generators.Models;

/// <summary>A contract and the app's types that it sends and reads.</summary>
internal sealed record ContractModel(ClientModel Client, EquatableArray<TypeModel> Types);

/// <summary>An interface of the app whose methods are tools.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Containers">The types around it, outermost first, as they are opened again: <c>partial class Weather</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="FullName">Its fully qualified name.</param>
/// <param name="Calls">What can be called.</param>
internal sealed record ClientModel(
    string Namespace,
    EquatableArray<string> Containers,
    string Name,
    string FullName,
    EquatableArray<CallModel> Calls);

/// <summary>What becomes of a tool's result.</summary>
internal enum CallResult
{
    /// <summary>Only that the call succeeded counts.</summary>
    Nothing,

    /// <summary>Its text.</summary>
    Text,

    /// <summary>The whole of it, failures included.</summary>
    Raw,

    /// <summary>A value, read from its data.</summary>
    Data,
}

/// <summary>A method of a contract.</summary>
/// <param name="Name">The name in C#.</param>
/// <param name="Tool">The tool's name on the wire.</param>
/// <param name="Key">A name for what belongs to the method, its own within the contract.</param>
internal sealed record CallModel(string Name, string Tool, string Key)
{
    public CallResult Result { get; init; }

    /// <summary>What <see cref="CallResult.Data"/> is read as.</summary>
    public TypeRef? Data { get; init; }

    /// <summary>The return type as it stands in the interface, fully qualified.</summary>
    public string ReturnType { get; init; } = "";

    /// <summary>It returns a <c>Task</c> and not a <c>ValueTask</c>.</summary>
    public bool IsTask { get; init; }

    /// <summary>The parameters as they stand in the interface.</summary>
    public EquatableArray<ParameterModel> Parameters { get; init; }

    /// <summary>The tool's arguments as an object: what is written.</summary>
    public ObjectModel Arguments { get; init; } = new("", "");
}

/// <summary>What a parameter is for.</summary>
internal enum ParameterRole
{
    Argument,
    Progress,
    Options,

    /// <summary>Options that may be null.</summary>
    OptionalOptions,
    Token,
}

/// <summary>A parameter of a contract's method.</summary>
internal sealed record ParameterModel(string Name, string Type, ParameterRole Role);
