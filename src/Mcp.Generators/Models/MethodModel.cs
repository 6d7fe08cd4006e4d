using System;

namespace Mcp.Generators.Models;

/// <summary>Who may send a method.</summary>
[Flags]
internal enum Senders
{
    None = 0,
    Client = 1,
    Server = 2,

    /// <summary>The server, but as a value inside a result and not as a message.</summary>
    Embedded = 4,
}

/// <summary>What becomes of a request whose connection is lost: the names of the runtime's enum.</summary>
internal enum Retry
{
    Never,
    Safe,
    Replayed,
}

/// <summary>A request or a notification of a revision.</summary>
internal sealed record MethodModel(string JsonName, string Name)
{
    public bool IsNotification { get; init; }

    public Senders Senders { get; init; }

    /// <summary>The type of the params, fully qualified.</summary>
    public string Params { get; init; } = "";

    /// <summary>The params have no member that must be set, so that a caller may leave them out.</summary>
    public bool ParamsOptional { get; init; }

    /// <summary>The type of the result, fully qualified; empty for a notification.</summary>
    public string Result { get; init; } = "";

    /// <summary>What a handler answers: the result, or a <see cref="ResponseModel"/> around it.</summary>
    public string HandlerResult { get; init; } = "";

    /// <summary>What answers when the params ask for a task; empty where they cannot.</summary>
    public string TaskResult { get; init; } = "";

    public Retry Retry { get; init; }

    /// <summary>The member of the params that a stateless HTTP request mirrors in a header.</summary>
    public string? NameMember { get; init; }

    /// <summary>Which handler interface the method belongs to.</summary>
    public string Bundle { get; init; } = "";

    /// <summary>The capability that a peer declares by answering the method, where the revision knows one.</summary>
    public string? Capability { get; init; }

    /// <summary>The part of the capability that the method stands for, and its value, where it is not part of the whole.</summary>
    public ConstantModel? Setting { get; init; }

    /// <summary>Shown on the interface that callers use.</summary>
    public bool IsCallable { get; init; }

    /// <summary>Left to handlers of the app.</summary>
    public bool IsHandled { get; init; }

    /// <summary>The list that a page holds, when the method is answered page by page.</summary>
    public PageModel? Page { get; init; }

    public string? Documentation { get; init; }
}

/// <summary>The list member of a paginated result.</summary>
internal sealed record PageModel(string Property, TypeRef Item)
{
    /// <summary>The result reports the items that it leaves out.</summary>
    public bool HasRejected => new TypeRef(TypeShape.List, Element: Item).IsListOfObjects;
}
