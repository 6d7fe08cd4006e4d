using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Diagnostics;

/// <summary>The descriptors of what keeps a contract from being implemented.</summary>
internal static class ContractDescriptors
{
    private const string Contract = "Mcp.Contract";
    private const string Json = "Mcp.Json";

    public static readonly DiagnosticDescriptor NotPartial = Error(
        DiagnosticIds.NotPartial, Contract, "Contract is not partial", "'{0}' must be partial, since the other half is generated");

    public static readonly DiagnosticDescriptor OutOfReach = Error(
        DiagnosticIds.OutOfReach, Contract, "Contract is out of reach", "'{0}' cannot be implemented: {1}");

    public static readonly DiagnosticDescriptor NotAMethod = Error(
        DiagnosticIds.NotAMethod, Contract, "Contract has a member that is not a method", "'{0}' calls nothing: a contract has methods only, and members with a body");

    public static readonly DiagnosticDescriptor GenericMethod = Error(
        DiagnosticIds.GenericMethod, Contract, "Contract has a generic method", "'{0}' is generic, so nothing can be generated to read and write its types");

    public static readonly DiagnosticDescriptor WrongReturn = Error(
        DiagnosticIds.WrongReturn, Contract, "Contract's method returns something else than a task", "'{0}' cannot return this: {1}");

    public static readonly DiagnosticDescriptor ByReference = Error(
        DiagnosticIds.ByReference, Contract, "Contract's method has a parameter by reference", "'{0}' cannot be passed by reference to a server");

    public static readonly DiagnosticDescriptor NotPlainData = Error(
        DiagnosticIds.NotPlainData, Json, "Type is not plain data", "'{0}' cannot be sent or read as plain data: {1}");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = ImmutableArray.Create(
        NotPartial, OutOfReach, NotAMethod, GenericMethod, WrongReturn, ByReference, NotPlainData);

    private static DiagnosticDescriptor Error(string id, string category, string title, string message)
        => new(id, title, message, category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
