using System.Linq;
using Mcp.Generators.Models;
using Mcp.Generators.Pins;
using Mcp.Generators.Symbols;
using Microsoft.CodeAnalysis;

namespace Mcp.Generators.Diagnostics;

/// <summary>Which part of a method a finding is about.</summary>
internal static class PinPlace
{
    public static ContractProblem Of(PinFinding finding, IMethodSymbol method, CallModel call) => finding.Drift switch
    {
        PinDrift.Target => new(PinDescriptors.NotPinned, method, ProblemPart.AttributeArgument, "") { Attribute = CallTarget.Attributes(method).FirstOrDefault().Attribute },
        PinDrift.Result => new(PinDescriptors.ResultDrift, method, ProblemPart.Type, ""),
        _ when Parameter(finding, method, call) is { } parameter => new(
            PinDescriptors.ArgumentDrift, parameter, finding is { Drift: PinDrift.ExtraArgument, Path.Count: 1 } && call.Body is null ? ProblemPart.Name : ProblemPart.Type, ""),
        _ => new(PinDescriptors.ArgumentDrift, method, ProblemPart.Name, ""),
    };

    /// <summary>The parameter that the finding's path begins with; null when the contract has none for it.</summary>
    private static IParameterSymbol? Parameter(PinFinding finding, IMethodSymbol method, CallModel call)
    {
        var argument = 0;
        for (var i = 0; i < call.Parameters.Count; i++)
        {
            var role = call.Parameters[i].Role;
            if (role == ParameterRole.Body
                || (role == ParameterRole.Argument && finding.Path.Count > 0 && call.Arguments.Properties[argument++].JsonName == finding.Path[0]))
            {
                return method.Parameters[i];
            }
        }

        return null;
    }
}
