using Mcp.Catalog;
using Mcp.Sessions;

namespace Mcp;

/// <summary>Contracts against live servers.</summary>
public static class McpContractExtensions
{
    private const int MethodNotFound = -32601;

    private static readonly McpMethod<string?, McpPage<McpJson>> Tools = List("tools/list", "tools");
    private static readonly McpMethod<string?, McpPage<McpJson>> Prompts = List("prompts/list", "prompts");
    private static readonly McpMethod<string?, McpPage<McpJson>> Resources = List("resources/list", "resources");
    private static readonly McpMethod<string?, McpPage<McpJson>> Templates = List("resources/templates/list", "resourceTemplates");

    /// <summary>
    /// Compares what a contract needs with what the server offers now: tools, prompts and templates that are missing, arguments that were
    /// renamed or became required, results that changed. Nothing is called; only the lists that the contract needs are fetched.
    /// </summary>
    /// <typeparam name="TContract">An interface marked with <c>[McpClient]</c>.</typeparam>
    /// <param name="caller">The server.</param>
    /// <param name="cancellationToken">Gives the check up.</param>
    /// <returns>What differs; <see cref="McpContractReport.ThrowIfBroken"/> makes an exception of it.</returns>
    /// <exception cref="McpException">A list could not be fetched. A list that the server does not know counts as empty.</exception>
    public static async Task<McpContractReport> CheckAsync<TContract>(this McpCaller caller, CancellationToken cancellationToken = default)
        where TContract : class, IMcpDescribedContract<TContract>
    {
        ArgumentNullException.ThrowIfNull(caller);
        McpContractDescription contract = TContract.Describe();
        var offer = new ContractCheck.Offer(
            await FetchAsync(caller, Tools, contract.Tools.Count, cancellationToken).ConfigureAwait(false),
            await FetchAsync(caller, Prompts, contract.Prompts.Count, cancellationToken).ConfigureAwait(false),
            await FetchAsync(caller, Resources, contract.Resources.Count, cancellationToken).ConfigureAwait(false),
            await FetchAsync(caller, Templates, contract.Resources.Count, cancellationToken).ConfigureAwait(false));
        return ContractCheck.Run(contract, offer, (caller as ICatalogSource)?.NegotiatedVersion.Date);
    }

    private static async Task<List<McpJson>> FetchAsync(McpCaller caller, McpMethod<string?, McpPage<McpJson>> method, int needed, CancellationToken cancellationToken)
    {
        if (needed == 0)
            return [];
        try
        {
            return await new McpPages<McpJson>((cursor, token) => caller.InvokeAsync(method, cursor, default, token)).ToListAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (McpRemoteException error) when (error.Code == MethodNotFound)
        {
            return [];
        }
    }

    private static McpMethod<string?, McpPage<McpJson>> List(string name, string member) => new(
        name,
        CursorParams.Write,
        (ref McpJsonReader reader) =>
        {
            McpJson page = reader.ReadJson();
            return new McpPage<McpJson>(
                page.TryGetProperty(member, out McpJson items) ? JsonSchema.Items(items) : [],
                page.TryGetProperty("nextCursor", out McpJson next) && next.Kind == System.Text.Json.JsonValueKind.String ? next.GetString() : null);
        })
    {
        Retry = McpRetry.Safe,
    };
}
