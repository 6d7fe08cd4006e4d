namespace Mcp.Catalog;

/// <summary>A contract's needs against a server's lists → findings. A pure decision: the lists were fetched before.</summary>
internal sealed class ContractCheck(McpContractDescription contract)
{
    private const string Revision = "revision";

    private readonly List<McpContractFinding> _findings = [];

    /// <param name="contract">What is needed.</param>
    /// <param name="offer">What the server lists, item by item as it was sent.</param>
    /// <param name="revision">The revision in use, if it is known.</param>
    public static McpContractReport Run(McpContractDescription contract, Offer offer, string? revision)
    {
        var check = new ContractCheck(contract);
        check.CheckRevision(revision);
        foreach (McpNeededTool tool in contract.Tools)
            check.CheckTool(tool, offer.Tools);
        foreach (McpNeededPrompt prompt in contract.Prompts)
            check.CheckPrompt(prompt, offer.Prompts);
        foreach (string resource in contract.Resources)
            check.CheckResource(resource, offer);
        check.ExplainPin(revision);
        return new McpContractReport(contract.Name, check._findings);
    }

    private void CheckRevision(string? revision)
    {
        if (contract.ProtocolVersion is { } meant && revision is not null && meant != revision)
            _findings.Add(new McpContractFinding(true, Revision, $"the contract is for {meant}, and the server speaks {revision}"));
    }

    /// <summary>Some servers offer less to a client of an earlier revision, which then looks like drift.</summary>
    private void ExplainPin(string? revision)
    {
        if (contract.PinRevision is { } pinned && revision is not null && pinned != revision && _findings.Exists(static finding => finding.Subject != Revision))
            _findings.Add(new McpContractFinding(false, Revision, $"the pin was taken at {pinned}, and this client speaks {revision}, over which a server may offer less"));
    }

    private void CheckTool(McpNeededTool tool, IReadOnlyList<McpJson> offered)
    {
        string subject = $"tool '{tool.Name}'";
        if (Find(subject, tool.Name, offered, "name") is not { } found)
            return;
        if (found.TryGetProperty("inputSchema", out McpJson input))
            new SchemaCheck(subject, "argument", "the contract", "the server", isUnknownBreaking: true, _findings).Check("", tool.InputSchema, input, input);
        if (!tool.OutputSchema.IsUndefined && found.TryGetProperty("outputSchema", out McpJson output))
            new SchemaCheck(subject, "result", "the server", "the contract", isUnknownBreaking: false, _findings).Check("", Unwrapped(output, tool.OutputSchema), tool.OutputSchema, output);
    }

    /// <summary>Servers wrap what is no object as <c>{"result": …}</c>.</summary>
    private static McpJson Unwrapped(McpJson output, McpJson expected) =>
        !JsonSchema.Types(expected).Contains("object") && output.TryGetProperty("properties", out McpJson members) && members.TryGetProperty("result", out McpJson inner) ? inner : output;

    private void CheckPrompt(McpNeededPrompt prompt, IReadOnlyList<McpJson> offered)
    {
        string subject = $"prompt '{prompt.Name}'";
        if (Find(subject, prompt.Name, offered, "name") is not { } found)
            return;
        IReadOnlyList<McpJson> arguments = found.TryGetProperty("arguments", out McpJson list) ? JsonSchema.Items(list) : [];
        string properties = string.Join(",", arguments.Select(static argument => $"{McpJson.FromString(Text(argument, "name"))}:{{\"type\":\"string\"}}"));
        string required = string.Join(",", arguments.Where(static argument => argument.TryGetProperty("required", out McpJson flag) && flag.ToString() == "true").Select(static argument => McpJson.FromString(Text(argument, "name"))));
        McpJson schema = McpJson.Parse($"{{\"type\":\"object\",\"properties\":{{{properties}}},\"required\":[{required}]}}");
        new SchemaCheck(subject, "argument", "the contract", "the server", isUnknownBreaking: true, _findings).Check("", prompt.Arguments, schema, schema);
    }

    private void CheckResource(string template, Offer offer)
    {
        bool isTemplate = template.Contains('{', StringComparison.Ordinal);
        string subject = $"resource '{template}'";
        if (!isTemplate)
        {
            // Servers answer for more addresses than they list.
            if (offer.Resources.All(resource => Text(resource, "uri") != template))
                _findings.Add(new McpContractFinding(false, subject, $"it is not listed{Suggestion(template, offer.Resources, "uri")}"));
            return;
        }

        string shape = TemplateShape.Of(template);
        if (offer.Templates.All(offered => TemplateShape.Of(Text(offered, "uriTemplate")) != shape))
            _findings.Add(new McpContractFinding(true, subject, $"there is no such template{Suggestion(template, offer.Templates, "uriTemplate")}"));
    }

    private McpJson? Find(string subject, string name, IReadOnlyList<McpJson> offered, string member)
    {
        foreach (McpJson item in offered)
        {
            if (Text(item, member) == name)
                return item;
        }

        _findings.Add(new McpContractFinding(true, subject, $"it is not there{Suggestion(name, offered, member)}"));
        return null;
    }

    private static string Suggestion(string name, IReadOnlyList<McpJson> offered, string member) =>
        NearestName.Of(name, offered.Select(item => Text(item, member))) is { } near ? $"; did you mean '{near}'?" : "";

    private static string Text(McpJson item, string member) =>
        item.TryGetProperty(member, out McpJson value) && value.Kind == System.Text.Json.JsonValueKind.String ? value.GetString() : "";

    /// <summary>What a server lists.</summary>
    internal sealed record Offer(IReadOnlyList<McpJson> Tools, IReadOnlyList<McpJson> Prompts, IReadOnlyList<McpJson> Resources, IReadOnlyList<McpJson> Templates);
}
