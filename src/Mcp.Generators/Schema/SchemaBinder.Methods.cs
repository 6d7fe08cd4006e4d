using System;
using System.Collections.Generic;
using System.Linq;
using Mcp.Generators.Diagnostics;
using Mcp.Generators.Models;

namespace Mcp.Generators.Schema;

/// <summary>Methods: what can be sent, by whom, and what comes back.</summary>
internal sealed partial class SchemaBinder
{
    private const string QuestionResult = "InputRequiredResult";
    private const string TaskResult = "CreateTaskResult";

    private readonly HashSet<string> _requestParams = new();
    private readonly HashSet<string> _notificationParams = new();

    private List<MethodModel> BindMethods()
    {
        var definitions = _document.Definitions
            .Where(static definition => !IsAnswerOrRole(definition) && MethodOf(definition.Schema) is not null)
            .ToList();
        var senders = definitions.ToDictionary(static definition => definition.Name, definition => SendersOf(definition));

        // First of all, since a params type may be reached on another way before its method is bound.
        foreach (var definition in definitions.Where(definition => definition.Schema.Property("params") is not null))
        {
            var isNotification = IsNotification(definition.Schema);
            if (isNotification || (senders[definition.Name] & (Senders.Client | Senders.Server)) != 0)
            {
                (isNotification ? _notificationParams : _requestParams).Add(ParamsTypeName(definition));
            }
        }

        return definitions.Select(definition => BindMethod(definition, senders[definition.Name])).ToList();
    }

    private MethodModel BindMethod(SchemaDefinition definition, Senders senders)
    {
        var jsonName = MethodOf(definition.Schema)!;
        var rule = _rules.Method(jsonName);
        var isNotification = IsNotification(definition.Schema);
        var path = rule.Capability?.Split('.');
        var capability = path?[0];
        var method = new MethodModel(jsonName, WithoutSuffix(definition.Name, isNotification ? "Notification" : "Request"))
        {
            IsNotification = isNotification,
            Senders = senders,
            Retry = rule.Retry,
            NameMember = rule.NameMember,
            Bundle = Naming.Pascal(rule.Capability ?? jsonName.Split('/')[0]),
            Capability = capability is not null && CapabilityOf(capability) is not null ? capability : null,
            Setting = path is { Length: 2 } && CapabilityOf(capability!)?.Property(path[1]) is { } setting
                ? new ConstantModel(path[1], setting.Schema.Types == SchemaTypes.Boolean ? "true" : "{}")
                : null,
            IsCallable = MethodVisibility.IsCallable(rule),
            IsHandled = MethodVisibility.IsHandled(rule),
            Documentation = definition.Schema.Description,
        };
        if (definition.Schema.Property("params") is { } parameters)
        {
            var type = BindNode(parameters.Schema, ParamsTypeName(definition));
            method = method with
            {
                Params = type.Name,
                ParamsOptional = _types.TryGetValue(ShortName(type), out var found) && found is ObjectModel model && model.Properties.All(static p => p.Presence != Presence.Required),
            };
        }

        return isNotification ? method : BindResult(definition, method);
    }

    private MethodModel BindResult(SchemaDefinition definition, MethodModel method)
    {
        var stem = method.Name;
        var answers = ResultNames(stem);
        var result = answers.FirstOrDefault(static name => name != QuestionResult);
        if (result is null)
        {
            Report(DiagnosticIds.NoResult, definition.Schema.Position, method.JsonName, $"neither {stem}Result nor EmptyResult is defined");
            return method;
        }

        CrossCheck(definition, method, result);
        var type = BindDefinition(result);
        method = method with { Result = type.Name, HandlerResult = type.Name };
        if (type.Name.Length == 0)
        {
            Report(DiagnosticIds.NoResult, definition.Schema.Position, method.JsonName, $"{result} is no object with members");
            return method;
        }

        if (answers.Contains(QuestionResult))
        {
            method = method with { HandlerResult = BindResponse(result).Name };
        }
        else if (MayBeTask(method))
        {
            method = method with { TaskResult = BindDefinition(TaskResult).Name, HandlerResult = BindTaskResponse(result).Name };
        }

        return method with { Page = PageOf(type) };
    }

    /// <summary>A result, or what is needed from the client first.</summary>
    private TypeRef BindResponse(string result)
    {
        var response = new ResponseModel(_namespace, WithoutSuffix(result, "Result") + "Response")
        {
            Result = BindDefinition(result).Name,
            Other = BindDefinition(QuestionResult).Name,
            OtherName = "InputRequired",
            OtherText = "what is needed from the client first",
            OtherTag = "resultType",
            OtherTagValue = _rules.ResultType(QuestionResult),
        };
        _types[response.Name] = response;
        return response.Reference;
    }

    /// <summary>A result, or the task that will have it.</summary>
    private TypeRef BindTaskResponse(string result)
    {
        var response = new ResponseModel(_namespace, WithoutSuffix(result, "Result") + "Response")
        {
            Result = BindDefinition(result).Name,
            Other = BindDefinition(TaskResult).Name,
            OtherName = "CreatedTask",
            OtherText = "the task that will have it",
            OtherTag = "task",
        };
        _types[response.Name] = response;
        return response.Reference;
    }

    /// <summary>A request that may ask for a task is answered with one; the schema says so by the member of its params alone.</summary>
    private bool MayBeTask(MethodModel method)
        => _definitions.ContainsKey(TaskResult)
        && _types.TryGetValue(ShortName(TypeRef.Named(method.Params, false)), out var parameters)
        && HasTask(parameters);

    private bool HasTask(TypeModel parameters) => parameters switch
    {
        ObjectModel model => model.Properties.Any(static property => property.JsonName == "task"),
        UnionModel union => union.Cases.Any(@case => HasTask(_types[ShortName(TypeRef.Named(@case.Type, false))])),
        _ => false,
    };

    /// <summary>The definitions that may answer: those of the response envelope where the revision has one, else by name, else nothing but success.</summary>
    private List<string> ResultNames(string stem)
    {
        if (_definitions.TryGetValue(stem + "ResultResponse", out var envelope) && envelope.Property("result") is { } result)
        {
            return result.Schema.AnyOf.Count > 0
                ? result.Schema.AnyOf.Select(static part => part.Reference).OfType<string>().ToList()
                : new List<string> { result.Schema.Reference! };
        }

        return new[] { stem + "Result", "EmptyResult" }.Where(_definitions.ContainsKey).Take(1).ToList();
    }

    /// <summary>The schema says twice what answers a method, by name and by the union of the answering side; they must agree.</summary>
    private void CrossCheck(SchemaDefinition definition, MethodModel method, string result)
    {
        var unions = new[] { (Senders.Client, "ServerResult"), (Senders.Server, "ClientResult"), (Senders.Embedded, "InputResponse") };
        foreach (var (sender, union) in unions)
        {
            if ((method.Senders & sender) != 0
                && _definitions.TryGetValue(union, out var schema)
                && !schema.AnyOf.Prepend(schema).Any(part => part.Reference is { } name && (name == result || _definitions[result].Reference == name)))
            {
                Report(DiagnosticIds.NoResult, definition.Schema.Position, method.JsonName, $"{union} lacks {result}");
            }
        }
    }

    private Senders SendersOf(SchemaDefinition definition)
    {
        var senders = Senders.None;
        foreach (var (union, sender) in new[]
        {
            ("ClientRequest", Senders.Client), ("ClientNotification", Senders.Client),
            ("ServerRequest", Senders.Server), ("ServerNotification", Senders.Server),
            ("InputRequest", Senders.Embedded),
        })
        {
            // A union of one is not written as a union: the definition itself takes its place.
            if (_definitions.TryGetValue(union, out var schema)
                && (schema.AnyOf.Any(part => part.Reference == definition.Name) || MethodOf(schema) == MethodOf(definition.Schema)))
            {
                senders |= sender;
            }
        }

        return senders;
    }

    private PageModel? PageOf(TypeRef result)
    {
        if (_types[ShortName(result)] is not ObjectModel model || model.Properties.All(static p => p.JsonName != "nextCursor"))
        {
            return null;
        }

        var lists = model.Properties.Where(static property => property.Type.Shape == TypeShape.List).ToList();
        return lists.Count == 1 ? new PageModel(lists[0].Name, lists[0].Type.Element!) : null;
    }

    /// <summary>What the revision says of a capability, on whichever side it is declared.</summary>
    private SchemaNode? CapabilityOf(string name)
        => CapabilityOf("ServerCapabilities", name) ?? CapabilityOf("ClientCapabilities", name);

    private SchemaNode? CapabilityOf(string side, string name)
        => _definitions.TryGetValue(side, out var schema) ? schema.Property(name)?.Schema : null;

    private string ParamsTypeName(SchemaDefinition definition)
    {
        var schema = definition.Schema.Property("params")!.Schema;
        return schema.Reference is { } name ? Naming.TypeName(name) : ParamsName(definition.Name, schema);
    }

    private static string? MethodOf(SchemaNode schema) => schema.Property("method")?.Schema.Constant?.Trim('"');

    private static bool IsNotification(SchemaNode schema)
        => MethodOf(schema)!.StartsWith("notifications/", StringComparison.Ordinal);

    private static string ShortName(TypeRef type) => type.Name.Substring(type.Name.LastIndexOf('.') + 1);

    private static string WithoutSuffix(string name, string suffix)
        => name.EndsWith(suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - suffix.Length) : name;
}
