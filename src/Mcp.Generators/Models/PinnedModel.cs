namespace Mcp.Generators.Models;

/// <summary>A contract without methods and the pin that it gets them from.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Path">The file's path; null when there is no such file.</param>
internal sealed record PinnedContract(ContractModel Contract, string? Path);

/// <summary>A contract whose methods come from a pin.</summary>
/// <param name="Client">The interface with what it calls.</param>
/// <param name="Methods">Its methods as they are declared.</param>
/// <param name="Needs">What it needs of a server.</param>
/// <param name="Types">The types within it.</param>
internal sealed record PinnedModel(ClientModel Client, PinnedMethodsModel Methods, NeedsModel Needs, EquatableArray<TypeModel> Types);

/// <summary>The methods that a pinned contract declares.</summary>
/// <param name="Client">The interface without its calls.</param>
/// <param name="Pin">The file that they come from, without its folder.</param>
/// <param name="HasLists">A type of the contract compares lists or maps.</param>
/// <param name="Methods">The methods.</param>
internal sealed record PinnedMethodsModel(ClientModel Client, string Pin, bool HasLists, EquatableArray<PinnedMethod> Methods);

/// <summary>A method as a pinned contract declares it.</summary>
/// <param name="Attribute">What it stands for: <c>McpTool("echo")</c>.</param>
/// <param name="ReturnType">Fully qualified.</param>
/// <param name="Name">The name in C#.</param>
/// <param name="Parameters">In order.</param>
internal sealed record PinnedMethod(string Attribute, string ReturnType, string Name, EquatableArray<PinnedParameter> Parameters)
{
    public string? Summary { get; init; }

    public string? Remarks { get; init; }

    public string Returns { get; init; } = "";
}

/// <summary>A parameter as a pinned contract declares it.</summary>
/// <param name="Declaration">Attributes, type, name and default value.</param>
/// <param name="Name">The name alone.</param>
/// <param name="Documentation">What it is.</param>
internal sealed record PinnedParameter(string Declaration, string Name, string Documentation);
