namespace Mcp.Generators.Models;

/// <summary>A contract and the app's types that it sends and reads.</summary>
/// <param name="Client">The interface.</param>
/// <param name="Needs">What it needs of a server, which a change of a type changes while the calls stay the same.</param>
/// <param name="Types">The app's types.</param>
internal sealed record ContractModel(ClientModel Client, NeedsModel Needs, EquatableArray<TypeModel> Types)
{
    /// <summary>The file that its methods come from; null when it has its own, or none at all.</summary>
    public string? Pin { get; init; }

    /// <summary>What the interface has of its own where its methods come from a pin: nothing from there may be called so.</summary>
    public EquatableArray<string> Taken { get; init; }
}

/// <summary>What a contract needs of a server.</summary>
/// <param name="Client">The interface without its calls.</param>
/// <param name="ProtocolVersion">The only revision that it is meant for, by its date; null for all.</param>
/// <param name="Needs">What it calls.</param>
internal sealed record NeedsModel(ClientModel Client, string? ProtocolVersion, EquatableArray<NeedModel> Needs)
{
    /// <summary>The revision that the pin was taken with, where the methods come from one.</summary>
    public string? PinRevision { get; init; }
}

/// <summary>Something that a contract calls, with its schemas where it has them.</summary>
internal sealed record NeedModel(CallKind Kind, string Target, string Input, string? Output);

/// <summary>An interface of the app whose methods are tools, prompts and resources.</summary>
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
    EquatableArray<CallModel> Calls)
{
    /// <summary>The only revision that it is meant for, by its date; null for all.</summary>
    public string? ProtocolVersion { get; init; }
}

/// <summary>What a method stands for.</summary>
internal enum CallKind
{
    Tool,
    Prompt,
    Resource,

    /// <summary>No call: news that the server tells by itself.</summary>
    Watch,
}

/// <summary>What becomes of an answer.</summary>
internal enum CallResult
{
    /// <summary>Only that the call succeeded counts.</summary>
    Nothing,

    /// <summary>Its text.</summary>
    Text,

    /// <summary>Its bytes, as an array.</summary>
    Bytes,

    /// <summary>Its bytes, as memory.</summary>
    Memory,

    /// <summary>The whole answer of a tool or a prompt in the neutral type, a tool's failure included.</summary>
    Raw,

    /// <summary>The messages of a prompt or the contents of a resource, in the neutral types.</summary>
    Items,

    /// <summary>The whole answer, read by a type of a revision.</summary>
    Whole,

    /// <summary>A value, read from its data.</summary>
    Data,

    /// <summary>Which of the server's lists changed, one by one.</summary>
    ListChanges,

    /// <summary>The addresses of resources that changed, one by one.</summary>
    ResourceUpdates,

    /// <summary>What the server logs, one by one.</summary>
    Log,

    /// <summary>A text with the content it came in; a failure is a value.</summary>
    TypedText,

    /// <summary>A value with the content it came in; a failure is a value.</summary>
    TypedData,
}

/// <summary>A method of a contract.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Name">The name in C#.</param>
/// <param name="Target">The name on the wire, or the URI template.</param>
/// <param name="Key">A name for what belongs to the method, its own within the contract.</param>
internal sealed record CallModel(CallKind Kind, string Name, string Target, string Key)
{
    public CallResult Result { get; init; }

    /// <summary>What <see cref="CallResult.Data"/> and the like are read as.</summary>
    public TypeRef? Data { get; init; }

    /// <summary>What the data looks like in JSON: the name of a value of the runtime's enum.</summary>
    public string Form { get; init; } = "";

    /// <summary>The return type as it stands in the interface, fully qualified.</summary>
    public string ReturnType { get; init; } = "";

    /// <summary>It returns a <c>Task</c> and not a <c>ValueTask</c>.</summary>
    public bool IsTask { get; init; }

    /// <summary>The parameters as they stand in the interface.</summary>
    public EquatableArray<ParameterModel> Parameters { get; init; }

    /// <summary>The arguments as an object: what is written.</summary>
    public ObjectModel Arguments { get; init; } = new("", "");

    /// <summary>The type of the one parameter that is all of the arguments; null when they are an object of their own.</summary>
    public TypeRef? Body { get; init; }

    /// <summary>The parts of a resource's address.</summary>
    public EquatableArray<UriPart> Template { get; init; }

    /// <summary>The contract says that calling it twice does no more than calling it once.</summary>
    public bool IsIdempotent { get; init; }
}

/// <summary>What a parameter is for.</summary>
internal enum ParameterRole
{
    Argument,

    /// <summary>It is all of the arguments.</summary>
    Body,
    Progress,
    Options,

    /// <summary>Options that may be null.</summary>
    OptionalOptions,
    Token,

    /// <summary>The least serious level of the log.</summary>
    Level,

    /// <summary>Such a level that may be null.</summary>
    OptionalLevel,

    /// <summary>A second token: it is not looked at, and a warning says so.</summary>
    Unused,
}

/// <summary>A parameter of a contract's method.</summary>
internal sealed record ParameterModel(string Name, string Type, ParameterRole Role)
{
    /// <summary>It must not be null, although it could be.</summary>
    public bool IsChecked { get; init; }
}
