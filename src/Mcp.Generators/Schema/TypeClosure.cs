using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>The types that the emitted methods lead to.</summary>
internal static class TypeClosure
{
    /// <param name="types">All types of the revision.</param>
    /// <param name="all">All its methods.</param>
    /// <param name="emitted">Those that are emitted.</param>
    public static List<TypeModel> Of(IReadOnlyList<TypeModel> types, IReadOnlyList<MethodModel> all, IReadOnlyList<MethodModel> emitted)
    {
        var byName = types.ToDictionary(static type => type.FullName);
        var roots = emitted
            .SelectMany(static method => new[] { method.Params, method.Result, method.HandlerResult })
            .Where(static name => name.Length > 0)
            .ToList();
        var leftOut = LeftOut(byName, all, emitted, roots);
        var reached = new Dictionary<string, TypeModel>();
        var waiting = new Stack<string>(roots);
        while (waiting.Count > 0)
        {
            var name = waiting.Pop();
            if (reached.ContainsKey(name))
            {
                continue;
            }

            var type = byName[name] is UnionModel union
                ? union with { Cases = union.Cases.Where(@case => !leftOut.Contains(@case.Type)).ToEquatable() }
                : byName[name];
            reached.Add(name, type);
            foreach (var next in Uses(type))
            {
                waiting.Push(next);
            }
        }

        return reached.Values.OrderBy(static type => type.Name, System.StringComparer.Ordinal).ToList();
    }

    /// <summary>Cases of the embedded requests and their answers whose method is not emitted: they are read as unknown cases.</summary>
    private static HashSet<string> LeftOut(
        Dictionary<string, TypeModel> types, IReadOnlyList<MethodModel> all, IReadOnlyList<MethodModel> emitted, IReadOnlyList<string> roots)
    {
        var methods = all.Except(emitted).Where(static method => (method.Senders & Senders.Embedded) != 0).ToList();
        var leftOut = new HashSet<string>(methods.Select(static method => method.Result));
        var constants = new HashSet<ConstantModel>(methods.Select(static method => new ConstantModel("method", Json.JsonText.Quote(method.JsonName))));
        leftOut.UnionWith(types.Values
            .OfType<ObjectModel>()
            .Where(type => type.Constants.Any(constants.Contains))
            .Select(static type => type.FullName));
        leftOut.ExceptWith(roots);
        return leftOut;
    }

    private static IEnumerable<string> Uses(TypeModel type) => type switch
    {
        ObjectModel model => model.Properties.Select(static property => Leaf(property.Type)).Append(model.Union).OfType<string>(),
        UnionModel union => union.Cases.Select(static @case => @case.Type),
        ResponseModel response => new[] { response.Result, response.Question },
        _ => Enumerable.Empty<string>(),
    };

    private static string? Leaf(TypeRef type)
        => type.Element is { } element ? Leaf(element) : type.Shape == TypeShape.Named ? type.Name : null;
}
