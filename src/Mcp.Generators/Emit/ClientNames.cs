using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Emit;

/// <summary>What the emitted companions of a contract are called.</summary>
internal sealed class ClientNames
{
    private readonly string _prefix;

    public ClientNames(ClientModel client)
    {
        var isPrefixed = client.Name.Length > 1 && client.Name[0] == 'I' && char.IsUpper(client.Name[1]);
        var stem = isPrefixed ? client.Name.Substring(1) : client.Name;
        _prefix = client.Namespace.Length == 0 ? "global::" : $"global::{client.Namespace}.";
        Calls = $"{_prefix}{stem}Calls";
        Methods = $"{_prefix}{stem}Methods";
        Needs = $"{_prefix}{stem}Needs";
        Caller = "caller";
        while (client.Calls.Any(call => call.Name == Caller || call.Parameters.Any(parameter => parameter.Name == Caller)))
        {
            Caller += "_";
        }
    }

    /// <summary>The class that implements the contract.</summary>
    public string Calls { get; }

    /// <summary>The class that holds the descriptors.</summary>
    public string Methods { get; }

    /// <summary>The class that holds what the contract needs.</summary>
    public string Needs { get; }

    /// <summary>The caller inside of the implementation; no method and no parameter hides it.</summary>
    public string Caller { get; }

    /// <summary>A name without its namespace.</summary>
    public string Short(string name) => name.Substring(_prefix.Length);
}
