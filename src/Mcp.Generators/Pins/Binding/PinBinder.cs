using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Mcp.Generators.Json;
using Mcp.Generators.Models;
using Mcp.Generators.Symbols;

namespace Mcp.Generators.Pins.Binding;

/// <summary>
/// A pin and an interface without methods → the methods and types that the interface gets. The generator takes the model and an analyzer the
/// notes, both from this one binding.
/// </summary>
internal sealed class PinBinder
{
    private static readonly ObjectMembers None = new(Array.Empty<ConstantModel>(), Array.Empty<PropertyModel>());

    private readonly ContractModel _contract;
    private readonly PinDocument _pin;
    private readonly PinFile? _file;
    private readonly Action<PinNote>? _report;
    private readonly PinnedTypes _types;
    private readonly CallBinder _calls;
    private readonly List<BoundCall> _bound = new();
    private readonly List<NeedModel> _needs = new();

    private PinBinder(ContractModel contract, PinDocument pin, PinFile? file, Action<PinNote>? report)
    {
        _contract = contract;
        _pin = pin;
        _file = file;
        _report = report;
        _types = new PinnedTypes(contract.Client, contract.Taken);
        _calls = new CallBinder(contract.Client);
    }

    /// <param name="contract">The interface, which has no methods of its own.</param>
    /// <param name="pin">What the pin says.</param>
    /// <param name="file">The same with its positions, for whoever reports something.</param>
    /// <param name="report">Hears of each part that is beyond us, if anyone wants to.</param>
    /// <param name="cancellation">Asked once per item.</param>
    public static PinnedModel Bind(ContractModel contract, PinDocument pin, PinFile? file, Action<PinNote>? report, CancellationToken cancellation)
        => new PinBinder(contract, pin, file, report).Bind(cancellation);

    private PinnedModel Bind(CancellationToken cancellation)
    {
        // All methods have their names before the first type has one, so that a type never changes a method's.
        var work = Tools().Concat(Prompts()).Concat(Templates()).ToList();
        foreach (var bind in work)
        {
            cancellation.ThrowIfCancellationRequested();
            bind();
        }

        var types = _types.All.ToEquatable();
        var hasLists = types.OfType<ObjectModel>().Any(static type => type.IsOpen || type.Properties.Any(static property => property.Type.IsCollection));
        return new PinnedModel(
            _contract.Client with { Calls = _bound.Select(static bound => bound.Call).ToEquatable() },
            new PinnedMethodsModel(_contract.Client, PinFiles.Name(_contract.Pin ?? ""), hasLists, _bound.Select(static bound => bound.Method).ToEquatable()),
            _contract.Needs with { Needs = _needs.ToEquatable() },
            types);
    }

    private List<Action> Tools()
    {
        var work = new List<Action>();
        foreach (var (tool, index) in Distinct(_pin.Tools, static tool => tool.Name, "tool", _file?.Tools))
        {
            var name = TypeName.Of(tool.Name);
            var stem = _types.TakeMethod(name);
            work.Add(() => Tool(tool, index, name, stem));
        }

        return work;
    }

    private List<Action> Prompts()
    {
        var work = new List<Action>();
        foreach (var (prompt, index) in Distinct(_pin.Prompts, static prompt => prompt.Name, "prompt", _file?.Prompts))
        {
            if (IsTooLong(prompt.Arguments.Count, $"prompt '{prompt.Name}'", Position(_file?.Prompts, index)))
            {
                continue;
            }

            var stem = _types.TakeMethod(TypeName.Of(prompt.Name).Between("Get", "Prompt"));
            work.Add(() => Prompt(prompt, stem));
        }

        return work;
    }

    private List<Action> Templates()
    {
        var work = new List<Action>();
        foreach (var (template, index) in Distinct(_pin.Templates, static template => template.Uri, "template", _file?.Templates))
        {
            if (UriTemplate.Parse(template.Uri, out var reason) is not { } parts)
            {
                Note($"template '{template.Uri}'", $"{reason}, so there is no method for it", Position(_file?.Templates, index));
                continue;
            }

            if (IsTooLong(parts.Sum(static part => part.Variables.Count), $"template '{template.Uri}'", Position(_file?.Templates, index)))
            {
                continue;
            }

            var stem = _types.TakeMethod(TypeName.Of(template.Name).Between("Read", "Resource"));
            work.Add(() => Template(template, parts, stem));
        }

        return work;
    }

    /// <summary>What a tool takes may be one JSON value; prompts and templates have nothing but texts with names.</summary>
    private bool IsTooLong(int arguments, string subject, TextPosition position)
    {
        if (arguments > PinLimits.Members)
        {
            Note(subject, $"it has {arguments} arguments, more than the {PinLimits.Members} of a method, so there is no method for it", position);
            return true;
        }

        return false;
    }

    private void Tool(PinTool tool, int index, TypeName name, string stem)
    {
        var subject = $"tool '{tool.Name}'";
        void Beyond(string reason, TextPosition position) => Note(subject, reason, position);

        var input = Schema(_file?.Tools, index, "inputSchema", tool.InputSchema);
        var sent = new TypeBinder(_types, name, name.Part("Arguments"), input, isSent: true, Beyond);
        var (arguments, body) = Arguments(sent, input, name, stem);
        TypeRef? data = null;
        if (tool.OutputSchema is { } schema)
        {
            var output = Schema(_file?.Tools, index, "outputSchema", schema);
            var whole = name.Part("Result");
            data = new TypeBinder(_types, whole, whole, output, isSent: false, Beyond).Bind(output, whole).Type;
        }

        var bound = _calls.Bind(CallKind.Tool, tool.Name, stem, arguments, body, data is null ? "global::Mcp.McpToolResult" : Emit.CSharpType.Of(data));
        _needs.Add(new NeedModel(CallKind.Tool, tool.Name, tool.InputSchema, tool.OutputSchema));
        Add(
            data is null ? bound.Call with { Result = CallResult.Raw } : bound.Call with { Result = CallResult.Data, Data = data, Form = Form(data) },
            bound.Method,
            PinText.Clean(tool.Description) ?? PinText.Clean(tool.Title) ?? $"Calls the tool '{tool.Name}'.",
            data is null ? "The answer as it came; that the tool failed is said by <c>IsError</c>." : "What the tool answers as data.");
    }

    private static (ObjectMembers Arguments, TypeRef? Body) Arguments(TypeBinder binder, JsonNode input, TypeName name, string stem)
    {
        var form = binder.Read(input);
        var isTooLarge = TypeBinder.IsTooLarge(form, out _, out _);
        if (!isTooLarge && form is { Beyond: null, Variants.Count: 0 } && (form.Node["properties"] is { Members.Count: > 0 } || form.Node["required"] is { Items.Count: > 0 }))
        {
            var members = binder.Members(form, name, NameTable.OfRecord(stem + "Arguments"));
            return (members with { Properties = members.Properties.OrderBy(static property => property.Presence == Presence.Optional).ToList() }, null);
        }

        var isOneValue = isTooLarge || form.Beyond is not null || form.Variants.Count > 0 || form.Node["additionalProperties"] is { Kind: JsonKind.Object } || form.Node["patternProperties"] is not null;
        return (None, isOneValue ? binder.Bind(input, name.Part("Arguments")).Type : null);
    }

    private void Prompt(PinPrompt prompt, string stem)
    {
        var names = NameTable.OfRecord(stem + "Arguments");
        var arguments = prompt.Arguments.GroupBy(static argument => argument.Name, StringComparer.Ordinal).Select(static group => group.First()).Where(static argument => PinNames.IsUnicode(argument.Name)).ToList();
        var named = arguments.OrderBy(static argument => argument.Name, StringComparer.Ordinal)
            .ToDictionary(static argument => argument.Name, argument => names.TakeMember(argument.Name), StringComparer.Ordinal);
        var properties = arguments
            .OrderByDescending(static argument => argument.IsRequired)
            .Select(argument => CallBinder.Text(argument.Name, named[argument.Name], argument.IsRequired, PinText.Clean(argument.Description) ?? PinText.Clean(argument.Title)))
            .ToList();
        var bound = _calls.Bind(CallKind.Prompt, prompt.Name, stem, None with { Properties = properties }, null, "global::Mcp.McpPromptResult");
        var quoted = properties.Select(static property => (Name: JsonText.Quote(property.JsonName), IsRequired: property.Presence == Presence.Required)).ToList();
        var required = string.Join(",", quoted.Where(static argument => argument.IsRequired).Select(static argument => argument.Name));
        _needs.Add(new NeedModel(
            CallKind.Prompt,
            prompt.Name,
            $"{{\"type\":\"object\",\"properties\":{{{string.Join(",", quoted.Select(static argument => argument.Name + ":{\"type\":\"string\"}"))}}}{(required.Length == 0 ? "" : $",\"required\":[{required}]")}}}",
            null));
        Add(bound.Call with { Result = CallResult.Raw }, bound.Method, PinText.Clean(prompt.Description) ?? PinText.Clean(prompt.Title) ?? $"Gets the prompt '{prompt.Name}'.", "The prompt with its arguments filled in.");
    }

    private void Template(PinResource template, IReadOnlyList<UriPart> parts, string stem)
    {
        var names = NameTable.OfRecord(stem + "Arguments");
        var properties = parts
            .SelectMany(static part => part.Variables.Select(name => (Name: name, IsRequired: part.Operator is not ("?" or "&"))))
            .GroupBy(static variable => variable.Name, StringComparer.Ordinal)
            .Select(group => CallBinder.Text(group.Key, names.TakeMember(group.Key), group.Any(static variable => variable.IsRequired), null))
            .OrderBy(static property => property.Presence == Presence.Optional)
            .ToList();
        var bound = _calls.Bind(
            CallKind.Resource, template.Uri, stem, None with { Properties = properties }, null, "global::System.Collections.Generic.IReadOnlyList<global::Mcp.McpResourceContents>");
        _needs.Add(new NeedModel(CallKind.Resource, template.Uri, "", null));
        Add(
            bound.Call with { Result = CallResult.Items, Template = parts.ToEquatable() },
            bound.Method,
            PinText.Clean(template.Description) ?? PinText.Clean(template.Title) ?? $"Reads '{template.Uri}'.",
            $"What the resource holds{(PinText.Clean(template.MimeType) is { } type ? $": {Emit.DocComment.Escape(type.Replace('\n', ' '))}" : "")}.");
    }

    /// <summary>The first paragraph is the summary, since editors show it in a small window.</summary>
    private void Add(CallModel call, PinnedMethod method, string text, string returns)
    {
        var clean = PinText.Clean(text) ?? "";
        var end = clean.IndexOf("\n\n", StringComparison.Ordinal);
        _bound.Add(new BoundCall(call, method with
        {
            Summary = end < 0 ? clean : clean.Substring(0, end),
            Remarks = end < 0 ? null : clean.Substring(end),
            Returns = returns,
        }));
    }

    /// <summary>Items by their names, each name once; what has a name that nothing can be called by is left out.</summary>
    private IEnumerable<(T Item, int Index)> Distinct<T>(EquatableArray<T> items, Func<T, string> nameOf, string kind, PinList? list)
        where T : IEquatable<T>
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            var name = nameOf(items[i]);
            if (!PinNames.IsUsable(name))
            {
                Note($"{kind} '{PinText.Clean(name)}'", "its name is empty or has control characters, so there is no method for it", Position(list, i));
            }
            else if (seen.Add(name))
            {
                yield return (items[i], i);
            }
        }
    }

    /// <summary>What the data looks like in JSON, as results of hand-written contracts have it.</summary>
    private static string Form(TypeRef data) => data switch
    {
        { Shape: TypeShape.Map or TypeShape.Json } => "Whole",
        { Shape: TypeShape.Named, IsValueType: true } or { Shape: TypeShape.Text } => "Text",
        { Shape: TypeShape.Named } => "Whole",
        _ => "Value",
    };

    private static JsonNode Schema(PinList? list, int index, string member, string text)
        => list?.Items[index][member] ?? JsonParser.Parse(text, default).Root ?? new JsonNode(JsonKind.True, default);

    private static TextPosition Position(PinList? list, int index) => list?.PlaceOf(list.Items[index]) ?? default;

    private void Note(string subject, string reason, TextPosition position) => _report?.Invoke(new PinNote(subject, reason, position));
}
